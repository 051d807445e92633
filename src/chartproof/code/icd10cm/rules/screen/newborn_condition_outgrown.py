"""What passes in the first weeks of life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import days_old
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Jaundice, fast breathing, respiratory distress, low sugar, cold, trouble with feeding, and infections of the newborn.
PASSES = (
    "P21",
    "P22",
    "P23",
    "P24",
    "P28.4",
    "P36",
    "P39",
    "P55",
    "P58",
    "P59",
    "P61",
    "P70",
    "P71",
    "P74",
    "P80",
    "P81",
    "P92",
)
#: After so many days none of them is still there.
LONG_AFTER = 90


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.a.4", URL),
)
def newborn_condition_outgrown(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition of the first weeks of life that a later visit only tells of is over; it is coded while it is still present."""
    days, age = days_old(coding), coding.encounter.age
    if (days is None and not age) or (days is not None and days <= LONG_AFTER):
        return
    for condition in coding.having(*PASSES):
        if condition.mentions and not any(is_taken_up(m) for m in condition.mentions):
            yield Reject(condition, Why.HISTORY)
