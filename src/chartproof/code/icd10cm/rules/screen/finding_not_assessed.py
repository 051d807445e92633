"""A finding of a stay that the provider does not take up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import certainty, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

UNASSESSED = frozenset({Standing.LISTED, Standing.TOLD})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def finding_not_assessed(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a stay, symptoms and abnormal findings are coded where the provider takes them up, not where they are only told."""
    if not coding.encounter.is_stay or not any(is_symptom(a.value) for a in coding.assignments):
        return
    if not certainty(coding)[0]:
        return
    for assignment in coding.assignments:
        if is_symptom(assignment.value) and all(m.standing in UNASSESSED for m in assignment.mentions):
            yield Reject(assignment, Why.NOT_MANAGED)
