"""A cesarean delivery and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.4", URL),
)
def cesarean_with_indication(coding: Coding, _: Books) -> Iterator[Reject]:
    """A cesarean delivery without indication is not coded where a code of chapter 15 tells the condition that led to it."""
    for cesarean in coding.having("O82"):
        told = [a for a in coding.having("O") if a is not cesarean and a.needed is not Needed.ALSO]
        if told:
            yield Reject(cesarean, Why.EXCLUDED, (told[0],))
