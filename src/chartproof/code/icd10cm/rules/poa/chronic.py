"""What lasts was there before it was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.lasting import COMPLICATING, complicates_lasting, is_chronic
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: What an operation before the stay left.
STATUS = ("Z89", "Z90", "Z93", "Z94", "Z95", "Z96", "Z97", "Z98")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.c, Appendix I.4.h, Appendix I.4.k", URL),
)
def chronic(coding: Coding, books: Books) -> Iterator[Poa]:
    """A chronic condition was present on admission, even where it is diagnosed only later."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        named = (m for part in stay.parts(assignment) for m in part)
        nodes = [(m.concept, books.tabular.node(m.concept)) for m in named]
        concepts = [(concept, node.title if node else "") for concept, node in nodes]
        title = assignment.title or ""
        if assignment.value.startswith(STATUS) and not assignment.mentions:
            yield Poa(assignment, "Y", Rung.CHRONIC, (assignment,))
            continue
        if complicates_lasting(assignment, coding):
            yield Poa(assignment, "Y", Rung.CHRONIC, (assignment,))
            continue
        lasts = stay.is_lasting(assignment)
        if not lasts and assignment.value.startswith(COMPLICATING) and concepts:
            lasts = all(is_chronic(c, own) for c, own in concepts)
        if not lasts and _is_feature(assignment, coding, stay):
            yield Poa(assignment, "Y", Rung.CHRONIC, (assignment,))
            continue
        if lasts and all(is_chronic(c, own) or is_chronic(c, title) for c, own in concepts):
            yield Poa(assignment, "Y", Rung.CHRONIC, (assignment,))


def _is_feature(symptom: Assignment, coding: Coding, stay: Stay) -> bool:
    """Whether a symptom is named in one phrase with a disease that lasts, and as no acute one: BPH with urinary frequency."""
    if not is_symptom(symptom.value) or not symptom.mentions:
        return False
    if any("acute" in e.words.lower() for m in symptom.mentions for e in m.evidence):
        return False
    own = {e for m in symptom.mentions for e in m.evidence}
    return any(
        a is not symptom and own <= {e for m in a.mentions for e in m.evidence} and stay.is_lasting(a)
        for a in coding.assignments
    )
