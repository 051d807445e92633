"""Osteoporosis beside the fracture it made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.fractures import is_healed
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.d.2", URL),
)
def osteoporosis_beside_its_fracture(coding: Coding, _: Books) -> Iterator[Reject]:
    """Osteoporosis without a fracture is not coded beside an osteoporotic fracture that is current."""
    current = [a for a in coding.having("M80") if not all(is_healed(m) for m in a.mentions)]
    for bones in coding.having("M81") if current else ():
        yield Reject(bones, Why.LESS_SPECIFIC, (current[0],))
