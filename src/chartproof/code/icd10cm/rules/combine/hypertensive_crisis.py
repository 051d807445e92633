"""Hypertensive urgency and emergency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.10", URL),
)
def hypertensive_crisis(coding: Coding, _: Books) -> Iterator[Reject]:
    """A crisis named as urgency or emergency stands for one not further specified."""
    named = coding.having("I16.0", "I16.1")
    for plain in coding.having("I16.9"):
        if named:
            yield Reject(plain, Why.LESS_SPECIFIC, because=(named[0],))
    if coding.having("I16.1"):
        for urgent in coding.having("I16.0"):
            yield Reject(urgent, Why.LESS_SPECIFIC, because=coding.having("I16.1"))
