"""Infarctions of the same four weeks named with and without site or type."""

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
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.e", URL),
)
def old_and_acute_infarction(coding: Coding, _: Books) -> Iterator[Reject]:
    """An infarction named with its site or type stands for the same infarction named without."""
    named = coding.having("I21.0", "I21.1", "I21.2", "I21.4", "I21.A1", "I21.B")
    stemi = coding.having("I21.0", "I21.1", "I21.2")
    for plain in coding.having("I21.9"):
        if named:
            yield Reject(plain, Why.LESS_SPECIFIC, because=(named[0],))
    for unsited in coding.having("I21.3"):
        if stemi:
            yield Reject(unsited, Why.LESS_SPECIFIC, because=(stemi[0],))
