"""What occasioned the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
    cite=Cite(GUIDELINES, "II", URL),
)
def principal(coding: Coding, _: Books) -> Iterator[Lead]:
    """The principal diagnosis is the condition established after study to have occasioned the admission."""
    if coding.encounter.codes_uncertain:
        first = leader(coding)
        if first is not None:
            yield Lead(first, rank=Rank.CHIEF)
