"""Sides of which a record says that they were treated before this encounter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence

#: What takes the condition of a side away, and when: before this encounter.
_TREATED = Pattern(
    r"\b(?:done|removed|replaced|operated|repaired|extracted|released|phaco\w*|IOL|TKA|THA|TKR|THR|replacement|arthroplasty|"
    r"surgery|extraction|release|repair|herniorrhaphy)\b",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"\b(?:ago|already|previous(?:ly)?|prior|earlier|last (?:week|month|year|spring|summer|fall|winter)|s/p|status post|first eye|"
    r"(?:in|since|back in) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:19|20)\d\d|\d{1,2}/\d{1,2})\b",
    re.IGNORECASE,
)
_AHEAD = Pattern(
    r"\b(?:will|plan\w*|sched\w*|booked|set for|upcoming|pre-?op\w*|to be|next|not)\b", re.IGNORECASE
)


def treated_before(coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The sides of which a sentence says that they were treated before."""
    for sentence in sentences_outside(coding):
        words = flat(sentence)
        sides = sides_named(words) if _TREATED.search(words) and _BEFORE.search(words) else ()
        if len(sides) == 1 and not _AHEAD.search(words):
            yield next(iter(sides)), sentence
