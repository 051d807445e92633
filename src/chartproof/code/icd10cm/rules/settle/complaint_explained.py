"""Complaints that the provider says a diagnosis explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Complaints that many diseases bring: breath, cough, palpitations, pains, cramps, dizziness, tiredness, weight, swelling.
COMPLAINTS = (
    *("R00.2", "R05", "R06.0", "R07", "R10", "R11", "R42", "R51", "R52", "R53"),
    *("K59.0", "R23.1", "R25.2", "R60.0", "R61", "R63", "R68.83", "M25.5", "M54", "M79.1", "M79.6"),
)
#: What a provider says in front of them, surely: "explains her fatigue and DOE", "which accounts for the weight loss".
_EXPLAINS = Pattern(
    r"(?<!not )(?<!may )(?<!might )(?<!could )(?<!would )(?<!partly )(?<!partially )(?<!possibly )(?<!probably )(?<!likely )(?<!not fully )(?<!not entirely )"
    r"\b(?:explain(?:s|ed|ing)|account(?:s|ed|ing) for|(?:is|was) (?:the )?(?:cause|source|reason|explanation) (?:of|for|behind)|(?:is|was) responsible for) "
    r"(?:(?!\b(?:but|not|no|while|though|and (?:is|was|has|will|we))\b)[\w/ ,&'-])*$",
    re.IGNORECASE,
)
_FAR = 90


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.5, I.C.18.b", URL),
)
def complaint_explained(coding: Coding, _: Books) -> Iterator[Reject]:
    """A complaint that the provider says a diagnosis explains, in the assessment of that diagnosis, is not coded besides it."""
    for complaint in coding.having(*COMPLAINTS):
        taken = [m for m in complaint.mentions if is_taken_up(m)]
        if not taken or not all(_is_explained(m) for m in taken):
            continue
        causes = [a for a in coding.assignments if _is_cause(a) and _stands_by(a, taken[0])]
        if causes:
            yield Reject(complaint, Why.INTEGRAL, (causes[0],))


def _is_explained(mention: Mention) -> bool:
    at = mention.evidence[0].start - mention.line.start
    return _EXPLAINS.search(mention.line.words[max(0, at - _FAR) : at]) is not None


def _is_cause(assignment: Assignment) -> bool:
    known = assignment.needed is Needed.ADDRESSED and not is_symptom(assignment.value)
    return known and assignment.value[0] not in "VWXYZ"


def _stands_by(cause: Assignment, mention: Mention) -> bool:
    """Whether the diagnosis is that of the complaint's problem, or stands before it in its line."""
    return any(
        (m.problem is not None and m.problem == mention.problem and m.document == mention.document)
        or (m.line == mention.line and m.evidence[0].start < mention.evidence[0].start)
        for m in cause.mentions
    )
