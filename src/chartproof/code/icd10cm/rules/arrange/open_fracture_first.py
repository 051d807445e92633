"""Several fractures, one of them open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: The seventh characters of open fractures in active treatment.
OPEN = "BC"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.c.2, I.C.19.b", URL),
)
def open_fracture_first(coding: Coding, _: Books) -> Iterator[Order]:
    """Of several fractures treated, an open one is worse and stands before the closed; else the order of the record says which is worst."""
    fractures = [a for a in coding.assignments if a.needed is Needed.ADDRESSED and _is_fracture(a)]
    for worse in (a for a in fractures if a.value[-1] in OPEN):
        for other in (a for a in fractures if a.value[-1] == "A"):
            yield Order(worse, other)


def _is_fracture(assignment: Assignment) -> bool:
    return assignment.value.startswith("S") and "fracture" in (assignment.title or "").lower()
