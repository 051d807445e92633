"""Sides of which a record says that they were treated before this encounter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence

_SENTENCE = Pattern(r"[^.;\n]+(?:\.\d[^.;\n]*)*")
_SIDES = {
    "right": Pattern(r"\b(?:right|rt|OD)\b|\bR(?= (?:eye|knee|hip|side|hand|wrist|THA|TKA))", re.IGNORECASE),
    "left": Pattern(r"\b(?:left|lt|OS)\b|\bL(?= (?:eye|knee|hip|side|hand|wrist|THA|TKA))", re.IGNORECASE),
}
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
    for document in coding.encounter.documents:
        for found in _SENTENCE.finditer(document.text):
            words = found.group()
            if not _TREATED.search(words) or not _BEFORE.search(words) or _AHEAD.search(words):
                continue
            sides = [side for side, pattern in _SIDES.items() if pattern.search(words)]
            if len(sides) == 1:
                start = found.start() + len(words) - len(words.lstrip())
                yield sides[0], document.quote(start, found.start() + len(words.rstrip()))
