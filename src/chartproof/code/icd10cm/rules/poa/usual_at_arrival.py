"""Usual as the patient came in, out of bounds later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.lasting import is_chronic
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2, Appendix I.4.d", URL),
)
def usual_at_arrival(coding: Coding, _: Books) -> Iterator[Poa]:
    """A condition that a laboratory value shows was not present on admission where the value was usual on arrival, a later one shows it, and no note of the admission names it."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        shown = stay.measured(assignment)
        if shown is None or shown[0] != "N" or is_chronic(assignment.value, assignment.title or ""):
            continue
        if not any(stay.noted(part, assignment) for part in stay.parts(assignment)):
            yield Poa(assignment, "N", Rung.ARISEN, (shown[1], assignment))
