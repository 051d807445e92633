"""What was thought before an operation and proved otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import may_be_one_place

#: What is told before the operation: the diagnosis, the history, the films.
BEFORE = frozenset({"preop_dx", "hpi", "history", "indications", "imaging"})
_SAME = Pattern(r"\bsame\b|\bunchanged\b|\bas above\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.N", URL),
)
def preoperative_diagnosis_replaced(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where the postoperative diagnosis differs from the preoperative one, the postoperative one is coded."""
    found = {m.document for m in coding.reading.mentions if m.section == "postop_dx" and _holds(m)}
    same = {
        ident
        for ident, part in coding.reading.sections
        if part.kind == "postop_dx" and _SAME.search(part.body.words)
    }
    later = found - same
    again = {(m.document, m.concept[:3]) for m in coding.reading.mentions if m.section != "preop_dx"}
    for assignment in coding.assignments:
        thought = [m for m in assignment.mentions if m.section == "preop_dx" and m.document in later]
        if len(thought) == len(assignment.mentions) and all(
            (m.document, m.concept[:3]) not in again for m in thought
        ):
            yield Reject(assignment, Why.LESS_SPECIFIC)
        elif later and (proved := _proved(assignment, coding)) is not None:
            yield Reject(assignment, Why.LESS_SPECIFIC, (proved,))


def _proved(thought: Assignment, coding: Coding) -> Assignment | None:
    """The code of the postoperative diagnosis that stands in the place of one that only came before: a complete tear for a partial one."""
    if any(m.section not in BEFORE for m in thought.mentions):
        return None
    for other in coding.having(thought.value[:5]):
        proved = any(m.section == "postop_dx" and _holds(m) for m in other.mentions)
        if other.value != thought.value and proved and other.value[6:] == thought.value[6:]:
            return other if may_be_one_place(thought.title, other.title) else None
    if thought.value[3:5] == ".9":  # the general word before, one of its kinds after
        for other in coding.having(thought.value[:3]):
            after = any(m.section == "postop_dx" and _holds(m) for m in other.mentions)
            if after and other.value[3:5] != ".9" and may_be_one_place(thought.title, other.title):
                return other
    for other in coding.having(thought.value[:3]):  # all sinuses before, two of them after
        after = bool(other.mentions) and all(m.section == "postop_dx" and _holds(m) for m in other.mentions)
        if after and other is not thought and may_be_one_place(thought.title, other.title):
            return other
    return None


def _holds(mention: Mention) -> bool:
    return mention.assertion.presence is Presence.PRESENT
