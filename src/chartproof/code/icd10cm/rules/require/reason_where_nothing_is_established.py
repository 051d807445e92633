"""What the visit was for, where the assessment establishes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Mark
from chartproof.rules.core import rule

#: What a visit may be for besides disease; status, history and drugs only accompany it.
_ACCOMPANY = ("V", "W", "X", "Y", "Z6", "Z7", "Z8", "Z9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.D, IV.H", URL),
)
def reason_where_nothing_is_established(coding: Coding, _: Books) -> Iterator[Mark]:
    """Where the assessment establishes nothing, the symptom or other reason for the visit is what was addressed."""
    addressed = [a for a in coding.assignments if a.needed is Needed.ADDRESSED]
    if any(not a.value.startswith(_ACCOMPANY) for a in addressed):
        return
    for reason in coding.assignments:
        if _is_reason(reason) and not reason.value.startswith(_ACCOMPANY):
            yield Mark(reason, needed=Needed.ADDRESSED)


def _is_reason(assignment: Assignment) -> bool:
    return any(m.standing is Standing.REASON and is_certain(m) for m in assignment.mentions)
