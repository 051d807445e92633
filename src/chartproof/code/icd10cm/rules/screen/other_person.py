"""A condition of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Subject
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV", URL),
)
def other_person(coding: Coding, _: Books) -> Iterator[Reject]:
    """Code the patient's conditions; what a partner, a donor or a contact has is not coded."""
    for assignment in coding.assignments:
        if any(m.assertion.subject is Subject.OTHER for m in assignment.mentions):
            yield Reject(assignment, Why.OTHER_PERSON)
