"""A blood pressure above the normal, told by its figures, of a patient in whom hypertension is not diagnosed."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.under import sentences
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.record import Evidence

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

#: In front of a pressure: whose it is, if not the patient's.
_OF_KIN = Pattern(
    r"\b(?:mother|father|mom|dad|wife|husband|spouse|partner|sister|brother|son|daughter)(?:['\u2019]s|s)? (?:\w+ )?\Z",
    re.IGNORECASE,
)
_NEVER = Pattern(r"\b(?:never|not|no)\b", re.IGNORECASE)


def elevated_reading(coding: Coding) -> tuple[Evidence, ...]:
    """The words that tell an elevated reading: its figures, and that hypertension is not diagnosed; none where none does."""
    denied = [m for m in coding.reading.mentions if _denies(m)]
    if not denied or coding.having(*HYPERTENSION):
        return ()
    for mention in denied:
        told = list(sentences(mention, coding))
        figures = next((high for line in told if (high := _high(coding, line))), None)
        if figures and any(_WATCHED.search(line.words) for line in told):
            return (figures, *mention.evidence, *mention.assertion.cues)
    return ()


def _denies(mention: Mention) -> bool:
    """Whether an assessment says that the patient does not have hypertension."""
    said = mention.assertion
    denied = said.presence is Presence.ABSENT or any(_NEVER.search(cue.words) for cue in said.cues)
    doubted = mention.concept == READING and said.presence is Presence.POSSIBLE  # perhaps the white coat's
    return (
        ((mention.concept.startswith("I10") and denied) or doubted)
        and said.subject is Subject.PATIENT
        and is_taken_up(mention)
    )


def _high(coding: Coding, line: Evidence) -> Evidence | None:
    """The figures of an elevated pressure that a sentence tells."""
    for found in _PRESSURE.finditer(line.words):
        if _OF_KIN.search(line.words, 0, found.start()):
            continue
        if int(found["high"]) >= _HIGH or int(found["low"]) >= _LOW:
            document = coding.encounter.document(line.document)
            return document.quote(line.start + found.start(), line.start + found.end())
    return None
