"""A place or activity that only the patient's way of life names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import ACTIVITY, PLACE, causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: The section that tells how the patient lives.
HABITS = "social_history"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b, I.C.20.c", URL),
)
def circumstance_of_habit(coding: Coding, _: Books) -> Iterator[Reject]:
    """Place and activity are those of the event: what the social history tells as a habit is neither, unless it tells the event."""
    for told in coding.having(PLACE, ACTIVITY):
        habit = bool(told.mentions) and all(m.section == HABITS for m in told.mentions)
        if habit and not any(in_one_line(told, cause) for cause in causes(coding)):
            yield Reject(told, Why.UNSUPPORTED)
