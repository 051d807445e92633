"""Whether the new vessels of a wet macular degeneration are active, from the sentences under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import told_below, told_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

WET = ("H35.3210", "H35.3220", "H35.3290")
#: The new vessels, which the code of their disease holds.
VESSELS = ("H35.05",)
_VESSELS = (
    r"(?:neo-?vasculari[sz]ation|neovascular \w+|cnvm?|mnv|membrane|vessels|lesion|exudation|leakage|disease)"
)
_CHOROIDAL = r"(?:(?:choroidal|subretinal|macular|sub-?foveal|exudative|wet|occult|classic) ){0,2}"
_IS = r"(?:(?:is|are|remains?|looks?|appears?|still|now|clearly) ){1,3}"
#: Scarred before inactive, inactive before active: the digit of the stage, and how it is told.
STAGES = (
    ("3", Pattern(r"\b(?:disciform|inactive|macular|subretinal|fibrotic) scar\w*\b", re.IGNORECASE)),
    (
        "2",
        Pattern(
            rf"\b(?:inactive|quiescent|regressed|involuted) {_CHOROIDAL}{_VESSELS}\b|\b{_VESSELS} {_IS}(?:inactive|quiescent|regressed|involuted)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "1",
        Pattern(
            rf"\bactive(?:ly leaking)? {_CHOROIDAL}{_VESSELS}\b|\b{_VESSELS} {_IS}active\b", re.IGNORECASE
        ),
    ),
)
#: The eye that a code is of, and the one that it is not.
_OTHERS = {"1": Pattern(r"\b(?:left|OS)\b"), "2": Pattern(r"\b(?:right|OD)\b")}


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def wet_macular_degeneration_by_its_activity(coding: Coding, books: Books) -> Iterator[Give]:
    """A wet macular degeneration of one eye whose stage its code leaves open takes the one stage that the sentences under it tell."""
    for eye in coding.having(*WET):
        told = [(digit, words) for digit, said in STAGES if (words := _told(eye, said, coding)) is not None]
        value = eye.value[:-1] + (told[0][0] if told else "0")
        if len(told) == 1 and books.tabular.billable(value) is not None:
            yield Give(value, (eye, told[0][1]), (eye, *_vessels(eye, coding)))


def _vessels(eye: Assignment, coding: Coding) -> list[Assignment]:
    """The new vessels that are told under an eye's disease alone."""
    problems = {(m.document, m.problem) for m in eye.mentions}
    return [
        v for v in coding.having(*VESSELS) if all((m.document, m.problem) in problems for m in v.mentions)
    ]


def _told(eye: Assignment, said: Pattern, coding: Coding) -> Evidence | None:
    """The words of a stage below an eye's disease, in a sentence that is not of the other eye."""
    other = _OTHERS.get(eye.value[-2])
    for mention in eye.mentions:
        words = told_below(coding, mention, said)
        if words is None and is_taken_up(mention):
            words = told_beside(coding, mention, said)
        if words is not None and not (other and other.search(_part(words, coding))):
            return words
    return None


def _part(words: Evidence, coding: Coding) -> str:
    """The part of the sentence, between commas and stops, that words stand in."""
    text = coding.encounter.document(words.document).text
    before = max(text.rfind(mark, 0, words.start) for mark in (".", ",", ";", "\n", " and "))
    ends = [at for mark in (".", ",", ";", "\n", " and ") if (at := text.find(mark, words.end)) >= 0]
    return text[before + 1 : min(ends, default=len(text))]
