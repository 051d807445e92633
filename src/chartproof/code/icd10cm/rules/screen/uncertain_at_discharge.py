"""Doubt that did not last to the end of a stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of, is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.H, III.C", URL),
)
def uncertain_at_discharge(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a stay, a doubtful diagnosis is coded as established only where it is still documented at the time of discharge."""
    if not coding.encounter.codes_uncertain:
        return
    finals = chart_of(coding.encounter).finals(coding)
    # a record without parts does not say what was left at the end
    parts = bool(finals) or any(is_taken_up(m) for m in coding.reading.mentions)
    for assignment in coding.assignments:
        if not parts:
            if assignment.mentions and all(map(_is_looked_for, assignment.mentions)):
                yield Reject(assignment, Why.UNCERTAIN)
            continue
        doubtful = any(m.assertion.presence is Presence.POSSIBLE for m in assignment.mentions)
        doubtful = doubtful and "suspected" not in (assignment.title or "")  # else the code says the doubt
        if doubtful and not any(_lasts(m, finals) for m in assignment.mentions):
            yield Reject(assignment, Why.UNCERTAIN)


#: A sentence of a summary in prose that holds the doubt to the end, and one that tells how it was at first.
_HELD = Pattern(
    r"\b(?:(?:at|on|by|upon) discharge|in the end|finally|final (?:diagnosis|impression|opinion)|(?:we|i|(?:the )?team|neurology|cardiology|psychiatry) (?:now |still |all |do )?(?:believes?|thinks?|feels?|favors?|holds?|concludes?|agrees?)|"
    r"(?:our|my) (?:final |working )?(?:diagnosis|impression|opinion|view|conclusion)|remains?|still|is being treated as|is treated as|will be treated as|as such)\b",
    re.IGNORECASE,
)
_AT_FIRST = Pattern(
    r"\b(?:initial\w*|at first|early on|in the (?:ed|er|emergency)|emergency department|on (?:arrival|admission|presentation)|outside|referr\w+|resident|triage)\b",
    re.IGNORECASE,
)


#: What a test was done for, and what a differential lists: no diagnosis that was left at the end.
_PURPOSE = Pattern(r"(?:to )?(?:rule out|exclude)\b.*|differential\b.*|ddx\b.*", re.IGNORECASE)

#: What someone asked about is no diagnosis of the provider's.
_ASKED = Pattern(r"(?:.*\b)?(?:ask|wonder)(?:s|ed|ing)? (?:about|re|regarding)\b.*", re.IGNORECASE)


def _is_looked_for(mention: Mention) -> bool:
    said = mention.assertion
    return said.presence is Presence.POSSIBLE and any(
        _PURPOSE.fullmatch(" ".join(cue.words.split())) for cue in said.cues
    )


def _lasts(mention: Mention, finals: frozenset[str]) -> bool:
    if finals and mention.document not in finals:
        return False
    if any(_ASKED.fullmatch(" ".join(cue.words.split())) for cue in mention.assertion.cues):
        return False
    if is_taken_up(mention):
        return True
    words = mention.line.words
    told = mention.standing is Standing.TOLD and mention.section == "other"
    return bool(finals) and told and bool(_HELD.search(words)) and not _AT_FIRST.search(words)
