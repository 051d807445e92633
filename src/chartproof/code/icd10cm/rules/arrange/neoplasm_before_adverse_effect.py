"""Anemia, neoplasm, adverse effect."""

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
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.c.2", URL),
)
def neoplasm_before_adverse_effect(coding: Coding, _: Books) -> Iterator[Order]:
    """An anemia from the treatment of a neoplasm is followed by the neoplasm, then by the adverse effect."""
    if not coding.having("D64.81"):
        return
    for drug in coding.having("T45.1X5"):
        for anemia in coding.having("D64.81"):
            yield Order(anemia, drug)
        for neoplasm in coding.having("C"):
            yield Order(neoplasm, drug)
