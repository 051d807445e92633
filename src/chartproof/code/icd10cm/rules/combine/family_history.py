"""A disease of the family."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.considered import past
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.4", URL),
)
def family_history(coding: Coding, books: Books) -> Iterator[Give]:
    """A disease of a relative that puts the patient at risk may be coded as family history."""
    for gone, value in past(coding, "family_history", Why.FAMILY):
        if books.tabular.billable(value):
            yield Give(value, because=gone.proof.words(), needed=Needed.ALSO)
