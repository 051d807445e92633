"""A diagnosis that the course of a stay tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Mark
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III", URL),
)
def diagnosis_of_the_course(coding: Coding, _: Books) -> Iterator[Mark]:
    """In a stay, a diagnosis that prompted the admission or that the hospital course tells is reported: the course tells what was evaluated, treated or watched."""
    if not coding.encounter.is_stay:
        return
    for assignment in coding.assignments:
        if assignment.needed is not Needed.ALSO or assignment.value[0] in "RVWXYZ":
            continue
        if not is_symptom(assignment.value) and any(map(_is_of_course, assignment.mentions)):
            yield Mark(assignment, needed=Needed.OBLIGED)


def _is_of_course(mention: Mention) -> bool:
    told = mention.section == "hospital_course" and mention.standing is Standing.ASSESSED
    prompted = mention.section == "reason_for_visit" and mention.standing is Standing.REASON
    return (told or prompted) and is_certain(mention)
