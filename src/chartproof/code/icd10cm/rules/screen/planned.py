"""What is yet to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Reasons for an encounter may lie ahead and be true today: screening, vaccination, examination.
ENCOUNTERS = ("Z0", "Z1", "Z23", "Z3", "Z4", "Z5")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def planned(coding: Coding, _: Books) -> Iterator[Reject]:
    """Code what exists at the encounter; what may come, is watched for or prevented is not coded."""
    for assignment in coding.assignments:
        ahead = any(m.assertion.time is Time.AHEAD for m in assignment.mentions)
        if ahead and not assignment.value.startswith(ENCOUNTERS):
            yield Reject(assignment, Why.PLANNED)
