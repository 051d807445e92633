"""What threatened and did not come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

THREAT = Pattern(r"\b(?:impending|threatened|threatening|imminent)\b", re.IGNORECASE)
#: The word stands right in front of the condition.
_BEFORE = Pattern(r"\b(?:impending|threatened|threatening|imminent)\s+(?:\w+\s+)?$", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.11", URL),
)
def threatened(coding: Coding, _: Books) -> Iterator[Reject]:
    """An impending or threatened condition that did not occur is coded only where the classification has an entry for it."""
    for assignment in coding.assignments:
        if any(_only_threatens(m) for m in assignment.mentions) and not THREAT.search(assignment.title or ""):
            yield Reject(assignment, Why.UNCERTAIN)


def _only_threatens(mention: Mention) -> bool:
    if THREAT.search(mention.term.surface):
        return False
    ahead = mention.line.words[: mention.evidence[0].start - mention.line.start]
    return bool(_BEFORE.search(ahead))
