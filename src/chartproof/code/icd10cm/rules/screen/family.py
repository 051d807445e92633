"""A disease of a relative."""

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
    cite=Cite(GUIDELINES, "I.C.21.c.4", URL),
)
def family(coding: Coding, _: Books) -> Iterator[Reject]:
    """A relative's disease is not the patient's; it may give a family history code instead."""
    for assignment in coding.assignments:
        relative = any(m.assertion.subject is Subject.FAMILY for m in assignment.mentions)
        if relative and not assignment.value.startswith(("Z77.22", "Z80", "Z81", "Z82", "Z83", "Z84")):
            yield Reject(assignment, Why.FAMILY)
