"""The pump before the dose, the dose before the diabetes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

PUMP = ("T85.614A", "T85.624A", "T85.633A", "T85.694A")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a.5.a, I.C.4.a.5.b", URL),
)
def insulin_pump_first(coding: Coding, _: Books) -> Iterator[Order]:
    """The failure of an insulin pump stands first, then the dose that came of it, then the diabetes."""
    doses = coding.having("T38.3X1A", "T38.3X6A")
    diabetes = coding.having("E08", "E09", "E10", "E11", "E13")
    for pump in coding.having(*PUMP):
        for behind in (*doses, *diabetes):
            yield Order(pump, behind)
        for dose in doses:
            for sugar in diabetes:
                yield Order(dose, sugar)
