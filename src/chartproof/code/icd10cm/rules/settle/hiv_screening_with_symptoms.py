"""A test for HIV with signs of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What may be a sign of HIV: fever, weight loss, nodes, sweats, rash, fatigue, diarrhea, thrush, pharyngitis.
SIGNS = ("R50", "R63.4", "R59", "R61", "R21", "R53", "R19.7", "R64", "B37.0", "J02.9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.a.2.i", URL),
)
def hiv_screening_with_symptoms(coding: Coding, _: Books) -> Iterator[Reject]:
    """Screening for HIV is of people without signs of it: where they are the reason for the test, they are coded instead."""
    signs = [a for a in coding.having(*SIGNS) if a.needed is Needed.ADDRESSED]
    if signs:
        yield from (Reject(a, Why.EXCLUDED, (signs[0],)) for a in coding.having("Z11.4"))
