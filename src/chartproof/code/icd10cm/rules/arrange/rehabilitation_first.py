"""What rehabilitation is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of, may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import told_as_reason
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Setting
from chartproof.model.results import Lead
from chartproof.rules.core import rule

_REHABILITATION = Pattern(r"\brehab(?:ilitation)?\b", re.IGNORECASE)
#: What an illness of nerves or vessels leaves, aftercare; besides, injuries in the healing phase.
RESIDUALS = ("I69", "G80", "G81", "G82", "G83", "Z47", "Z48", "Z44")

#: Of what a stroke leaves: the paralysis of limbs, for which most of the therapy is.
MOTOR = frozenset("345")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.K", URL),
)
def rehabilitation_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """Where an encounter is for rehabilitation, the condition it is done for stands first, or the aftercare where that is over."""
    able = [a for a in coding.assignments if may_lead(a) and a.needed is Needed.ADDRESSED]
    trained = [a for a in able if a.value.startswith(RESIDUALS) or a.value[7:] in tuple("DEFGHJKMNPQRS")]
    if coding.encounter.setting is not Setting.REHAB:
        trained = [a for a in trained if _for_rehabilitation(a)]
    left = [a for a in trained if a.value.startswith("I69")]
    weak = [a for a in coding.having("I69") if left and a.value[5:6] in MOTOR and may_lead(a)]
    first = first_of(weak or left or trained, coding)
    if first is not None:
        yield Lead(first, rank=Rank.REHABILITATION)


def _for_rehabilitation(assignment: Assignment) -> bool:
    """Whether a line that says what the encounter is for says rehabilitation of it."""
    lines = [
        m.line.words
        for m in assignment.mentions
        if m.standing is Standing.REASON or told_as_reason(assignment)
    ]
    return any(_REHABILITATION.search(line) for line in lines)
