"""What an allergen once did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.allergies import allergy_places, is_in
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def allergy_reaction(coding: Coding, _: Books) -> Iterator[Reject]:
    """The reaction noted beside an allergen in the allergy list is not a condition of today; the allergy status may be."""
    places = allergy_places(coding)
    for assignment in coding.assignments if places else ():
        listed = all(m.evidence and is_in(m.evidence[-1], places) for m in assignment.mentions)
        if listed and assignment.mentions and not assignment.value.startswith("Z"):
            yield Reject(assignment, Why.HISTORY)
