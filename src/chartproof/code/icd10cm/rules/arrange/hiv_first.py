"""HIV before the illness it brings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.hiv import ILLNESSES, illnesses_of
from chartproof.code.icd10cm.leading import Rank, leader
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.a.2.b, I.C.1.a.2.c, I.C.1.a.2.d", URL),
)
def hiv_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """HIV disease stands first where the encounter is for an illness from it, newly found or not, and behind what has nothing to do with it."""
    disease = coding.having("B20")
    first = leader(coding) if disease else None
    if not disease or first is None or coding.having("D59.31"):
        return
    related = illnesses_of(coding, disease)
    if first in related or first.value.startswith(ILLNESSES):
        yield Lead(disease[0], rank=Rank.HIV)
