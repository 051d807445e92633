"""The birth on the record of the newborn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.a.2", URL),
)
def birth_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """On the record of a birth the liveborn code stands first."""
    if not coding.having("Z37", "O"):
        for birth in coding.having("Z38")[:1]:
            yield Lead(birth, rank=Rank.BIRTH)
