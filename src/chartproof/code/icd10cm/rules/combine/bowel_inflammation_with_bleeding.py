"""Crohn's disease or ulcerative colitis that bleeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.code.icd10cm.under import said_below, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: Diseases that bleed by themselves.
OTHERS = ("K60", "K62.7", "K62.1", "K64", "K57", "K25", "K26", "K27", "I85", "K63.5", "S")
#: Laid to what is no bowel of the disease.
_LAID = Pattern(
    rf"[^.;,]{{0,30}}\b(?:{FROM}|is|was) (?:(?:an?|the|her|his|likely|probably|from|due|to|internal|external|anal|bleeding) )*"
    r"(?:hemorrhoid\w*|piles|fissures?|radiation|diverticul\w+|polyps?|cuts?|tears?|menses|ulcers?)\b",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"\b(?:before|prior to|none now|until|years? ago|used to|stopped|resolved|no longer)\b", re.IGNORECASE
)
_NONE_NOW = Pattern(r"\b(?:none (?:now|since)|no (?:bleeding|blood) (?:now|since))\b", re.IGNORECASE)
_REMISSION = Pattern(r"(?<!not )(?<!not yet )\bin (?:\w+ )?remission\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def bowel_inflammation_with_bleeding(coding: Coding, books: Books) -> Iterator[Give]:
    """Bleeding or bloody stools named in one line with, or told under the head of, Crohn's disease or ulcerative colitis are its complication: one code."""
    for give in combined(coding, books, "bowel_inflammation_with_bleeding"):
        if not all(_is_of_another(m, coding) for m in _bleeding(give)):
            yield give


def _bleeding(give: Give) -> tuple[Mention, ...]:
    """The mentions of the second of the two conditions."""
    parts = [part for part in give.because if isinstance(part, Assignment)]
    return parts[1].mentions


def _is_of_another(bleeding: Mention, coding: Coding) -> bool:
    """Whether its sentence lays it to another disease, to the time before a treatment, or a remission is told."""
    words = bleeding.line.words
    if _BEFORE.search(words) or said_below(coding, bleeding.line, _NONE_NOW):
        return True
    if any(_REMISSION.search(line.words) for line in sentences(bleeding, coding)):
        return True
    behind = words[bleeding.evidence[-1].end - bleeding.line.start :]
    laid = _LAID.match(behind)
    return laid is not None or any(
        m.line == bleeding.line and m.concept.startswith(OTHERS) and m.assertion.presence is Presence.PRESENT
        for m in coding.reading.mentions
    )
