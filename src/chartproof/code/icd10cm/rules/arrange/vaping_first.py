"""Vaping before what it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2020, 4, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.e", URL),
)
def vaping_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """Where a patient presents with what vaping did, U07.0 stands first."""
    for disorder in coding.having("U07.0"):
        if disorder.needed is Needed.ADDRESSED:
            yield Lead(disorder, rank=Rank.VAPING)
