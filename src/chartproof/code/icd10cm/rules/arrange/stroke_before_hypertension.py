"""Hypertension beside cerebrovascular disease."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.4", URL),
)
def stroke_before_hypertension(coding: Coding, _: Books) -> Iterator[Order]:
    """Cerebrovascular disease stands before the hypertension that goes with it; what an old stroke left, before hypertension alone."""
    addressed = [
        a for a in coding.having("I60", "I61", "I62", "I63", "I67", "I69") if a.needed is Needed.ADDRESSED
    ]
    for stroke in addressed:
        left = stroke.value.startswith("I69")  # no reason to stand before the heart failure that is treated
        for pressure in coding.having("I10") if left else coding.having("I10", "I11", "I12", "I13", "I15"):
            yield Order(stroke, pressure)
