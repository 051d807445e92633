"""There before it was known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.either import told_either_way
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.integral import integral_to, may_be_integral
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Role
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
    symptoms = [m for m in stay.told_at_admission() if may_be_integral(m.concept)]
    first = next((a for a in coding.assignments if a.role is Role.PRINCIPAL), None)
    for assignment in coding.assignments:
        parts = stay.parts(assignment)
        suspected = [m for part in parts if (m := stay.noted(part, assignment))]
        causes = [m for m in symptoms if integral_to(m.concept, assignment.value)]
        if assignment.role is Role.PRINCIPAL or (first and _goes_with(assignment, first)):
            yield Poa(assignment, "Y", Rung.OCCASIONED, (assignment,))
        elif suspected and len(suspected) == len(parts):
            yield Poa(assignment, "Y", Rung.BEFORE, suspected[0].evidence)
        elif low := stay.low_hemoglobin(assignment):
            yield Poa(assignment, "Y", Rung.BEFORE, (low, assignment))
        elif causes:
            yield Poa(assignment, "Y", Rung.BEFORE, (*causes[0].evidence, assignment))


def _goes_with(assignment: Assignment, principal: Assignment) -> bool:
    """Whether the words of the principal diagnosis name it too, or the record says that or this one."""
    own, its = ({e for m in a.mentions for e in m.evidence} for a in (assignment, principal))
    return (bool(own) and own <= its) or told_either_way(principal, assignment)
