"""An uncertain diagnosis outside hospital stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.H", URL),
)
def uncertain_outpatient(coding: Coding, _: Books) -> Iterator[Reject]:
    """Outside inpatient stays, code to the highest certainty: probable, suspected and ruled-out-for are not coded."""
    if coding.encounter.codes_uncertain:
        return
    for assignment in coding.assignments:
        if "suspected" in (assignment.title or ""):  # the code itself says the doubt
            continue
        sure = [m for m in assignment.mentions if m.assertion.presence is Presence.PRESENT]
        if is_symptom(assignment.value) and any(map(is_taken_up, sure)):
            continue  # a symptom that the assessment names is sure, whatever its cause may be
        if any(m.assertion.presence is Presence.POSSIBLE for m in assignment.mentions):
            yield Reject(assignment, Why.UNCERTAIN)
