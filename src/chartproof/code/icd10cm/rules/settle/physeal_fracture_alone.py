"""A fracture of the growth plate, and the bone it is of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import may_be_one_place

#: Physeal fractures, and the fractures of the bones that they are of.
PHYSEAL = (
    ("S49.0", "S42.2"),
    ("S49.1", "S42.4"),
    ("S59.0", "S52.6"),
    ("S59.1", "S52.1"),
    ("S59.2", "S52.5"),
    ("S79.0", "S72.0"),
    ("S79.1", "S72.4"),
    ("S89.0", "S82.1"),
    ("S89.1", "S82.3"),
    ("S89.1", "S82.5"),
    ("S89.2", "S82.8"),
    ("S89.3", "S82.6"),
    ("S89.3", "S82.8"),
    ("S99.0", "S92.0"),
    ("S99.1", "S92.3"),
    ("S99.2", "S92.4"),
    ("S99.2", "S92.5"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.c.3", URL),
)
def physeal_fracture_alone(coding: Coding, _: Books) -> Iterator[Reject]:
    """Of a physeal fracture only its own code is given, none for the bone that is fractured."""
    for physeal, bone in PHYSEAL:
        for plate in coding.having(physeal):
            for fracture in coding.having(bone):
                if may_be_one_place(plate.title, fracture.title):
                    yield Reject(fracture, Why.INTEGRAL, (plate,))
