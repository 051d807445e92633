"""COVID-19 that is over beside the condition it left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: COVID-19 that is active, and the condition after it.
ACTIVE, AFTER = "U07.1", "U09.9"


@rule(
    holds=Period(date(2021, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.m", URL),
)
def covid_that_left_a_condition(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where the assessment names the condition after COVID-19, and COVID-19 only the history, that one is over."""
    named = [a for a in coding.having(AFTER) if any(is_taken_up(m) for m in a.mentions)]
    for active in coding.having(ACTIVE) if named else ():
        if active.mentions and not any(is_taken_up(m) for m in active.mentions):
            yield Reject(active, Why.HISTORY, (named[0],))
