"""What was thought before an operation and proved otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence
from chartproof.model.results import Reject
from chartproof.rules.core import rule

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
        if all(
            m.section == "preop_dx" and m.document in later and (m.document, m.concept[:3]) not in again
            for m in assignment.mentions
        ):
            yield Reject(assignment, Why.LESS_SPECIFIC)


def _holds(mention: Mention) -> bool:
    return mention.assertion.presence is Presence.PRESENT
