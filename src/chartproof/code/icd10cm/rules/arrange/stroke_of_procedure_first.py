"""The complication before the stroke that it is."""

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
    cite=Cite(GUIDELINES, "I.C.9.c", URL),
)
def stroke_of_procedure_first(coding: Coding, _: Books) -> Iterator[Order]:
    """A stroke during or after a procedure stands as its complication first, then as the stroke it is."""
    for complication in coding.having("I97.81", "I97.82", "G97.3", "G97.5"):
        for stroke in coding.having("I60", "I61", "I62", "I63"):
            yield Order(complication, stroke)
