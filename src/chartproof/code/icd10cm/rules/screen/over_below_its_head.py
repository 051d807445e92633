"""What heads a problem and is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.over_below import over_below
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J, I.C.21.c.4", URL),
)
def over_below_its_head(coding: Coding, _: Books) -> Iterator[Reject]:
    """A disease that heads a problem of a visit and by the sentences below it no longer exists is history."""
    for assignment in coding.assignments:
        if over := over_below(assignment, coding):
            yield Reject(assignment, Why.HISTORY, because=(over,))
