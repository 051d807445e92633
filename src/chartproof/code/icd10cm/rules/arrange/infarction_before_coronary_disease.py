"""Infarction and the coronary disease behind it."""

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
    cite=Cite(GUIDELINES, "I.C.9.b", URL),
)
def infarction_before_coronary_disease(coding: Coding, _: Books) -> Iterator[Order]:
    """An acute myocardial infarction stands before the coronary artery disease."""
    for infarction in coding.having("I21.0", "I21.1", "I21.2", "I21.3", "I21.4", "I21.9", "I21.B", "I22"):
        if infarction.needed is Needed.ADDRESSED:
            for disease in coding.having("I25.1", "I25.7", "I25.8"):
                yield Order(infarction, disease)
