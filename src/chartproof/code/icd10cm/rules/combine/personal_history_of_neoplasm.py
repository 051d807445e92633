"""A neoplasm that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.considered import need_of, past
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.d, I.C.2.m", URL),
)
def personal_history_of_neoplasm(coding: Coding, books: Books) -> Iterator[Give]:
    """A neoplasm that was removed and is not treated any more is coded as personal history."""
    for gone, value in past(coding, "history_of_neoplasm", Why.HISTORY):
        if books.tabular.billable(value):
            yield Give(value, because=gone.proof.words(), needed=need_of(gone, coding))
