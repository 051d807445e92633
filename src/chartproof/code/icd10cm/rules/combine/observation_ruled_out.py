"""Watched, and nothing found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain, looked_for
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

RULED_OUT = Pattern(r"\bruled[ -]out\b|\bnot found\b", re.IGNORECASE)
UNHURT = Pattern(
    r"\bno (?:acute |evidence of |apparent )?(?:injur\w+|trauma)\b|\buninjured\b|\bwithout injur\w+",
    re.IGNORECASE,
)
#: After what an examination finds no injury: traffic, work, else.
ACCIDENTS = (("V", "Z04.1"), ("Y99.0", "Z04.2"), ("W", "Z04.3"), ("X", "Z04.3"))
#: Of a newborn, by what was suspected.
NEWBORN = (
    (("P36", "P37", "P39", "A", "B"), "Z05.1"),
    (("I", "P29", "Q2"), "Z05.0"),
    (("G", "P90", "P91", "P52"), "Z05.2"),
    (("J", "P22", "P23", "P24", "P25", "P28"), "Z05.3"),
    (("E", "P70", "P71", "P72", "P74"), "Z05.42"),
    (("K", "P76", "P77", "P78"), "Z05.5"),
    (("N",), "Z05.6"),
)
NEWBORN_DAYS = 28


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.6", URL),
)
def observation_ruled_out(coding: Coding, _: Books) -> Iterator[Give]:
    """A suspected condition that is ruled out, with no illness, injury or symptom of it, is coded as an observation."""
    taken = looked_for(coding)
    if coding.encounter.codes_uncertain and any(_is_likely(m) for m in taken):
        return  # what is probable at discharge is coded as if it were established (II.H)
    for mention in taken:
        gone = mention.assertion.presence is Presence.ABSENT and mention.standing is Standing.PROBLEM
        if gone and mention.concept[0] not in "VWXYZ" and RULED_OUT.search(mention.line.words):
            yield Give(_observed(coding, mention), mention.evidence, needed=Needed.ADDRESSED)
            return
    unhurt = next((m for m in taken if UNHURT.search(m.line.words)), None)
    for begins, value in ACCIDENTS if unhurt else ():
        cause = next(
            (m for m in coding.reading.mentions if m.concept.startswith(begins) and is_certain(m)), None
        )
        if cause is not None and unhurt is not None:
            yield Give(value, (*cause.evidence, unhurt.line), needed=Needed.ADDRESSED)
            return


def _is_likely(mention: Mention) -> bool:
    return mention.assertion.presence is Presence.POSSIBLE and mention.concept[0] not in "VWXYZ"


def _observed(coding: Coding, mention: Mention) -> str:
    """The observation code of what was ruled out: a newborn's by what it was."""
    born, day = coding.encounter.born, coding.encounter.day
    if born is not None and day is not None and (day - born).days <= NEWBORN_DAYS:
        return next((value for begins, value in NEWBORN if mention.concept.startswith(begins)), "Z05.8")
    return "Z03.89"
