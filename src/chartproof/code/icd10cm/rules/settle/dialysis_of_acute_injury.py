"""Dialysis for an injury of the kidneys that may heal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

DEPENDENCE, INJURY = "Z99.2", "N17"
#: Kidneys that have failed for good.
ENDED = ("N18.6", "T86.12", "I12.0", "I13.11", "I13.2")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def dialysis_of_acute_injury(coding: Coding, _: Books) -> Iterator[Reject]:
    """Dialysis through an acute kidney injury is no dependence on it."""
    injuries = coding.having(INJURY)
    if injuries and not coding.having(*ENDED):
        yield from (Reject(a, Why.UNSUPPORTED, injuries[:1]) for a in coding.having(DEPENDENCE))
