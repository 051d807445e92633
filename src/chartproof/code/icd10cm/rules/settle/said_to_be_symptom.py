"""A symptom that the provider counts to another diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What is said right behind it, of what it belongs to or of its standing for itself.
_BELONGS = Pattern(
    r"\W*(?:(?:is|was|are|were|as|being|considered|felt to be|seen as|regarded as|only|just|merely|all|both)\W+){1,4}(?:an? )?(?:\w+ )?(?:symptoms?|features?|part) of (?:the |his |her |their )?",
    re.IGNORECASE,
)
_NOT_APART = Pattern(
    r"[^.;\n]{0,60}?\b(?:not|no|without an?) (?:(?:been|being|be|an?|given|longer) )?(?:diagnosed|coded|counted|listed|treated|considered|separate|independent|distinct)\b(?: (?:separately|separate|independently|on its own|apart|as (?:an? )?(?:separate|independent|distinct)|diagnos[ei]s|disorder|condition))",
    re.IGNORECASE,
)
_FAR = 120


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.5", URL),
)
def said_to_be_symptom(coding: Coding, _: Books) -> Iterator[Reject]:
    """What the provider calls a symptom of a diagnosis that is coded, and no diagnosis of its own, is not coded besides."""
    for assignment in coding.assignments:
        if assignment.mentions and all(_belongs(m) for m in assignment.mentions):
            of = next(
                (a for a in coding.assignments if a is not assignment and _is_named(a, assignment)), None
            )
            if of is not None:
                yield Reject(assignment, Why.INTEGRAL, (of,))


def _belongs(mention: Mention) -> bool:
    """Whether the words behind its first words count it to another and deny that it stands for itself."""
    words, at = mention.line.words, mention.evidence[0].end - mention.line.start
    found = _BELONGS.match(words, at, at + _FAR)
    return found is not None and _NOT_APART.match(words, found.end(), found.end() + _FAR) is not None


def _is_named(other: Assignment, assignment: Assignment) -> bool:
    """Whether another code is of what the same line names behind it."""
    mine = assignment.mentions[0]
    return any(m.line == mine.line and m.evidence[-1].start > mine.evidence[0].end for m in other.mentions)
