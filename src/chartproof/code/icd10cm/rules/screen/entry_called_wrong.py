"""An entry that the record itself calls wrong."""

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

_WRONG = Pattern(
    r"\b(?:entry|entries|charted|documented|listed|copied|carried (?:forward|over))\b[^.;\n]{0,20}\b(?:wrong|in error|erroneous\w*|by mistake|incorrect\w*)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.19, III", URL),
)
def entry_called_wrong(coding: Coding, _: Books) -> Iterator[Reject]:
    """What the record says was entered in error is not coded from where it was entered."""
    wrong = [m for m in coding.reading.mentions if _is_called_wrong(m)]
    for assignment in coding.assignments if wrong else ():
        said = next((w for w in wrong if any(m.concept == w.concept for m in assignment.mentions)), None)
        if said is not None:
            yield Reject(assignment, Why.NEGATED, said.evidence)


def _is_called_wrong(mention: Mention) -> bool:
    return mention.assertion.presence is Presence.ABSENT and _WRONG.search(mention.line.words) is not None
