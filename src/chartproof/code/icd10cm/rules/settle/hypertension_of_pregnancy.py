"""Essential hypertension that a pregnancy takes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

ESSENTIAL, OF_PREGNANCY = "I10", ("O10.0", "O10.9", "O11", "O13", "O14")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.c, I.A.12.a", URL),
)
def hypertension_of_pregnancy(coding: Coding, _: Books) -> Iterator[Reject]:
    """Essential hypertension is not coded beside the code of the pregnancy that names it (Excludes1 at I10)."""
    pregnancy = coding.having(*OF_PREGNANCY)
    for essential in coding.having(ESSENTIAL) if pregnancy else ():
        yield Reject(essential, Why.EXCLUDED, pregnancy[:1])
