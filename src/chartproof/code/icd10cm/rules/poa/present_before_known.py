"""There before it was known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.integral import integral_to, may_be_integral
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Role
from chartproof.model.document_kind import AT_ADMISSION
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Grams in 100 ml under which blood loss has made an anemia of note.
LOW = 10


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
    symptoms = [m for m in stay.told_at_admission() if may_be_integral(m.concept)]
    for assignment in coding.assignments:
        parts = stay.parts(assignment)
        suspected = [m for part in parts if (m := stay.noted(part, assignment))]
        causes = [m for m in symptoms if integral_to(m.concept, assignment.value)]
        if assignment.role is Role.PRINCIPAL:
            yield Poa(assignment, "Y", Rung.OCCASIONED, (assignment,))
        elif suspected and len(suspected) == len(parts):
            yield Poa(assignment, "Y", Rung.BEFORE, suspected[0].evidence)
        elif assignment.value == "D62" and (low := _low_hemoglobin(coding, stay)):
            yield Poa(assignment, "Y", Rung.BEFORE, (low, assignment))
        elif causes:
            yield Poa(assignment, "Y", Rung.BEFORE, (*causes[0].evidence, assignment))


def _low_hemoglobin(coding: Coding, stay: Stay) -> Evidence | None:
    """A hemoglobin measured at admission that is low: the anemia named later was there."""
    for measure in coding.reading.measures:
        at = measure.evidence
        if at and measure.name == "hemoglobin" and stay.chart.kinds[at.document] in AT_ADMISSION:
            return at if measure.value < LOW else None
    return None
