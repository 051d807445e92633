"""A blood pressure above the normal, told by its figures, of a patient in whom hypertension is not diagnosed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

READING, HYPERTENSION = (
    "R03.0",
    ("I10", "I11", "I12", "I13", "I15", "I16", "R03.0", "O10", "O13", "O14", "O16"),
)
#: A pressure of today, in figures; not one at home or of before.
_PRESSURE = Pattern(
    r"(?<!home )\b(?:BP|blood pressures?|pressures?|readings?)\b(?:(?!\b(?:home|last|prior|goal|target|previous(?:ly)?|if|above|over)\b)[^.;\n\d]){0,30}\b(?P<high>\d{2,3})/(?P<low>\d{2,3})\b",
    re.IGNORECASE,
)
#: From these figures on a reading is elevated.
_HIGH, _LOW = 140, 90
#: What is done about it: it is read again, or watched at home.
_WATCHED = Pattern(
    r"\b(?:re-?check\w*|repeat\w*|home|log|cuff|monitor\w*|watch\w*|follow\w*|keep track|diary|return\w*|white[- ]coat|ambulatory)\b",
    re.IGNORECASE,
)

_NEVER = Pattern(r"\b(?:never|not|no)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.7", URL),
)
def elevated_reading_told_by_its_figures(coding: Coding, _: Books) -> Iterator[Give]:
    """A problem that tells a high pressure by its figures, says that hypertension is not diagnosed and has it read again, tells an elevated reading."""
    denied = [m for m in coding.reading.mentions if _denies(m)]
    if not denied or coding.having(*HYPERTENSION):
        return
    for mention in denied:
        told = list(sentences(mention, coding))
        figures = next((high for line in told if (high := _high(coding, line))), None)
        if figures and any(_WATCHED.search(line.words) for line in told):
            because = (figures, *mention.evidence, *mention.assertion.cues)
            yield Give(READING, because, needed=Needed.ADDRESSED)
            return


def _denies(mention: Mention) -> bool:
    """Whether an assessment says that the patient does not have hypertension."""
    said = mention.assertion
    denied = said.presence is Presence.ABSENT or any(_NEVER.search(cue.words) for cue in said.cues)
    return (
        mention.concept.startswith("I10")
        and denied
        and said.subject is Subject.PATIENT
        and is_taken_up(mention)
    )


def _high(coding: Coding, line: Evidence) -> Evidence | None:
    """The figures of an elevated pressure that a sentence tells."""
    for found in _PRESSURE.finditer(line.words):
        if int(found["high"]) >= _HIGH or int(found["low"]) >= _LOW:
            document = coding.encounter.document(line.document)
            return document.quote(line.start + found.start(), line.start + found.end())
    return None
