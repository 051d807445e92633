"""A premature birth long ago."""

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


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.e", URL),
)
def prematurity_in_later_life(coding: Coding, _: Books) -> Iterator[Reject]:
    """Prematurity and low birth weight of a child or adult are coded where they matter to the present health, not where they are merely told."""
    days, age = days_old(coding), coding.encounter.age
    if (days is None and not age) or (days is not None and days <= 28):
        return
    for premature in coding.having("P07"):
        if not any(is_taken_up(m) for m in premature.mentions):
            yield Reject(premature, Why.HISTORY)
