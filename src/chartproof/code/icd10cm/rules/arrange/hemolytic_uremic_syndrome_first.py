"""Hemolytic-uremic syndrome as the reason for admission."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sepsis import SEPSIS
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2022, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.9, I.C.1.a.2.b", URL),
)
def hemolytic_uremic_syndrome_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """Infection-associated hemolytic-uremic syndrome that is the reason for admission stands before sepsis and before HIV disease."""
    infections = coding.having("B20", *SEPSIS)
    for syndrome in coding.having("D59.31"):
        if syndrome.needed is Needed.ADDRESSED and infections:
            first = first_of([syndrome, *infections], coding)
            if first is syndrome:
                yield Lead(syndrome, rank=Rank.HEMOLYTIC_UREMIC)
