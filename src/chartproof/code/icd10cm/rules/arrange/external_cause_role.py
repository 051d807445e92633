"""External causes stand last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.results import Mark, Order
from chartproof.rules.core import rule



@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.6", URL),
)
def external_cause_role(coding: Coding, _: Books) -> Iterator[Mark | Order]:
    """External cause codes are never first; they follow the codes of what they caused."""
    others = [a for a in coding.assignments if not a.value.startswith(("V", "W", "X", "Y"))]
    for cause in coding.having("V", "W", "X", "Y"):
        yield Mark(cause, role=Role.EXTERNAL_CAUSE)
        for other in others:
            yield Order(other, cause)
