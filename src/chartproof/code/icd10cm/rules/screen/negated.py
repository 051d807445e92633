"""What the record says is not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "ICD-10-CM Official Guidelines FY 2026",
        "I.A.19",
        "https://www.cms.gov/files/document/fy-2026-icd-10-cm-coding-guidelines.pdf",
    ),
)
def negated(coding: Coding, _: Books) -> Iterator[Reject]:
    """Code a condition only where the provider states that it exists; what is denied is not coded."""
    for assignment in coding.assignments:
        if any(m.assertion.presence is Presence.ABSENT for m in assignment.mentions):
            yield Reject(assignment, Why.NEGATED)
