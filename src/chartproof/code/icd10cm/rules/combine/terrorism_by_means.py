"""Terrorism, and by what means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.attacks import means, victim
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

UNSPECIFIED = "Y38.80"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.j.1", URL),
)
def terrorism_by_means(coding: Coding, books: Books) -> Iterator[Give]:
    """What the authorities call terrorism is coded by the means the record names and by who was hurt."""
    for told in coding.having(UNSPECIFIED):
        by = means(coding, told)
        value = by.terrorism_of(victim(coding, told)) if by else ""
        if value and books.tabular.billable(value) is not None:
            yield Give(value, (told,), (told,), told.needed)
