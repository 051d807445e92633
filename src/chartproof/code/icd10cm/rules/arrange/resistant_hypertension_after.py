"""The type of hypertension before its resistance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2023, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.12", URL),
)
def resistant_hypertension_after(coding: Coding, _: Books) -> Iterator[Order]:
    """The code of the type of hypertension stands before the code that it is resistant."""
    for resistant in coding.having("I1A.0"):
        for kind in coding.having("I10", "I11", "I12", "I13", "I15"):
            yield Order(kind, resistant)
