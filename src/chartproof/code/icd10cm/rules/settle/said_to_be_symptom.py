"""What the provider counts to another diagnosis as its symptom or its part: "the poor sleep belongs to that illness".

It may be a diagnosis by its name (insomnia as a symptom of depression), and must be said so wherever the record tells
of it. A cause, "due to", is asked by `complaint_explained`.
"""

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
#: What is said of it in the same clause, where it is a sign alone: "the broken sleep and irritability all belong to that condition".
_PART_OF = Pattern(
    r"[^.;:]{0,80}?\b(?:(?<!not )belongs? (?:all )?(?:to|with)|(?:is|are|as)(?: all| both| each| simply| just| only| merely)* (?:an? )?(?:part and parcel|part|symptoms?|features?|manifestations?|expressions?) of) "
    r"(?P<it>(?:that|this|the same|his|her|their|the) (?:underlying |known |same )?(?:condition|disorder|illness|disease|diagnosis|syndrome|process|picture)\b)?",
    re.IGNORECASE,
)
_DENIED = Pattern(
    r"\b(?:not|no|never|nor|but|unlikely|whether|may|might|could|if|initially|previously|at first)\b",
    re.IGNORECASE,
)
_FAR, _NEAR = 120, 300


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.5", URL),
)
def said_to_be_symptom(coding: Coding, _: Books) -> Iterator[Reject]:
    """What the provider calls a symptom of a diagnosis that is coded, and no diagnosis of its own, is not coded besides."""
    for assignment in coding.assignments:
        if assignment.mentions and (of := _owner(assignment, coding)) is not None:
            yield Reject(assignment, Why.INTEGRAL, (of,))


def _owner(assignment: Assignment, coding: Coding) -> Assignment | None:
    """The diagnosis that a symptom is counted to, wherever the record tells of the symptom."""
    others = [a for a in coding.assignments if a is not assignment]
    if all(_belongs(m) for m in assignment.mentions):
        return next((a for a in others if _is_named(a, assignment)), None)
    said = [_part_of(m) for m in assignment.mentions] if assignment.value.startswith("R") else [None]
    if not all(said):
        return None
    diagnoses = [a for a in others if not a.value.startswith(("R", "Z"))]
    if any(found["it"] for found in said if found):
        return _nearest_before(assignment.mentions[0], diagnoses)
    return next((a for a in diagnoses if _is_named(a, assignment)), None)


def _part_of(mention: Mention) -> re.Match[str] | None:
    """The words behind a symptom, in its clause, that make it part of a condition."""
    words, at = mention.line.words, mention.evidence[-1].end - mention.line.start
    found = _PART_OF.match(words, at)
    return found if found and not _DENIED.search(found.group()) else None


def _nearest_before(mention: Mention, diagnoses: list[Assignment]) -> Assignment | None:
    """The diagnosis named last before a sentence, in the same document and not far."""
    near = [
        (m.evidence[-1].end, a)
        for a in diagnoses
        for m in a.mentions
        if m.document == mention.document and 0 <= mention.line.start - m.evidence[-1].end <= _NEAR
    ]
    return max(near, key=lambda found: found[0])[1] if near else None


def _belongs(mention: Mention) -> bool:
    """Whether the words behind its first words count it to another and deny that it stands for itself."""
    words, at = mention.line.words, mention.evidence[0].end - mention.line.start
    found = _BELONGS.match(words, at, at + _FAR)
    return found is not None and _NOT_APART.match(words, found.end(), found.end() + _FAR) is not None


def _is_named(other: Assignment, assignment: Assignment) -> bool:
    """Whether another code is of what the same line names behind it."""
    mine = assignment.mentions[0]
    return any(m.line == mine.line and m.evidence[-1].start > mine.evidence[0].end for m in other.mentions)
