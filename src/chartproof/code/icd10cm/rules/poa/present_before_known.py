"""There before it was known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
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
    cite=Cite(GUIDELINES, "Appendix I.3, Appendix I.4.d, Appendix I.4.i, Appendix I.4.j", URL),
)
def present_before_known(coding: Coding, _: Books) -> Iterator[Poa]:
    """A diagnosis made later was present on admission if it was suspected then, if it is the cause of a symptom that was there, or if it occasioned the stay."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        parts = stay.parts(assignment)
        suspected = [m for part in parts if (m := stay.noted(part, assignment))]
        if stay.occasioned(assignment):
            yield Poa(assignment, "Y", Rung.OCCASIONED, (assignment,))
        elif suspected and len(suspected) == len(parts):
            yield Poa(assignment, "Y", Rung.BEFORE, suspected[0].evidence)
        elif (shown := stay.measured(assignment)) and shown[0] == "Y":
            yield Poa(assignment, "Y", Rung.BEFORE, (shown[1], assignment))
        elif symptom := stay.symptom_of(assignment):
            yield Poa(assignment, "Y", Rung.BEFORE, (*symptom.evidence, assignment))
