"""A chronic disease of the whole patient that a stay only lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Mark
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III", URL),
)
def systemic_disease_of_a_stay(coding: Coding, _: Books) -> Iterator[Mark]:
    """In a stay, a chronic systemic disease is reported though the record only lists it: it needs watching and bears on all care."""
    if not coding.encounter.is_stay:
        return
    for assignment in coding.assignments:
        if assignment.needed is not Needed.ALSO or row_for("systemic_diseases", assignment.value) is None:
            continue
        if any(is_certain(m) for m in assignment.mentions):
            yield Mark(assignment, needed=Needed.OBLIGED)
