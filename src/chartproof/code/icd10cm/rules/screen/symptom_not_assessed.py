"""A symptom told and not taken up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule


#: Signs and symptoms, and the codes of other chapters that only say where it hurts or swells.
SYMPTOMS = ("R", "M25.5", "M54.2", "M54.5", "M54.6", "M54.9", "M79.1", "M79.6", "N23", "H57.1", "K59.0", "L29", "G89", "N64.4")
UNASSESSED = {Standing.LISTED, Standing.TOLD}



@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def symptom_not_assessed(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a note that assesses problems, a symptom of the history, review or examination alone is not coded."""
    if coding.encounter.codes_uncertain or not any(a.needed is Needed.ADDRESSED for a in coding.assignments):
        return
    if not any(m.standing in {Standing.PROBLEM, Standing.ASSESSED} for m in coding.reading.mentions):
        return
    for assignment in coding.assignments:
        if assignment.value.startswith(SYMPTOMS) and all(m.standing in UNASSESSED for m in assignment.mentions):
            yield Reject(assignment, Why.NOT_MANAGED)
