"""What is yet to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: A check that is to be made in so many days is none of today.
_BOOKED = Pattern(r"\w+ (?:\w+ )?(?:in|within) .*\b(?:days?|weeks?|months?|wks?)", re.IGNORECASE)
#: What is put off is none of today either.
_PUT_OFF = Pattern(r"\b(?:postponed?|rescheduled)\b", re.IGNORECASE)
#: Reasons for an encounter may lie ahead and be true today: screening, vaccination, examination.
ENCOUNTERS = ("Z0", "Z1", "Z23", "Z3", "Z4", "Z5")
#: A pregnancy that may come is none: "if pregnant, retina each trimester".
STATES = ("Z33",)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def planned(coding: Coding, _: Books) -> Iterator[Reject]:
    """Code what exists at the encounter; what may come, is watched for or prevented is not coded."""
    for assignment in coding.assignments:
        ahead = any(m.assertion.time is Time.AHEAD for m in assignment.mentions)
        booked = bool(assignment.mentions) and all(map(_is_booked, assignment.mentions))
        due = ahead and bool(assignment.mentions) and all(map(_is_due, assignment.mentions))
        reason = assignment.value.startswith(ENCOUNTERS) and not assignment.value.startswith(STATES)
        if ahead and (booked or due or not reason):
            yield Reject(assignment, Why.PLANNED)


def _is_booked(mention: Mention) -> bool:
    """Whether its own last word is booked for a later day, blood pressure check in three days, or it is put off."""
    end = mention.evidence[-1].end
    if any(_PUT_OFF.search(c.words) for c in mention.assertion.cues):
        return True
    return any(c.start < end < c.end and _BOOKED.fullmatch(c.words) for c in mention.assertion.cues)


#: A list of what is due at some time, which is no order of today.
_DUE = Pattern(
    r"(?:health maintenance|hm|items|now|care|for)?\W*(?:items )?\b(?:due|overdue|gaps?)\b.*", re.IGNORECASE
)


def _is_due(mention: Mention) -> bool:
    """Whether it only stands in a list of what is due: "Health Maintenance Due: colorectal cancer screening"."""
    return any(
        _DUE.fullmatch(" ".join(c.words.split())) and c.words.rstrip().endswith(":")
        for c in mention.assertion.cues
    )
