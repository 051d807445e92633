"""The side that is left, after the other one was treated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import codes_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sides import sideless

_BOTH = re.compile(r"\b(?:bilateral|both)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;\n]+(?:\.\d[^.;\n]*)*")
_SIDES = {
    "right": re.compile(
        r"\b(?:right|rt|OD)\b|\bR(?= (?:eye|knee|hip|side|hand|wrist|THA|TKA))", re.IGNORECASE
    ),
    "left": re.compile(r"\b(?:left|lt|OS)\b|\bL(?= (?:eye|knee|hip|side|hand|wrist|THA|TKA))", re.IGNORECASE),
}
#: What takes the condition of a side away, and when: before this encounter.
_TREATED = re.compile(
    r"\b(?:done|removed|replaced|operated|repaired|extracted|released|phaco\w*|IOL|TKA|THA|TKR|THR|replacement|arthroplasty|"
    r"surgery|extraction|release|repair|herniorrhaphy)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:ago|already|previous(?:ly)?|prior|earlier|last (?:week|month|year|spring|summer|fall|winter)|s/p|status post|first eye|"
    r"(?:in|since|back in) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:19|20)\d\d|\d{1,2}/\d{1,2})\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|plan\w*|scheduled|to be|next|not)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def other_side_treated_before(coding: Coding, books: Books) -> Iterator[Give]:
    """Where one side of a condition of both was treated before and no longer has it, the code of the other side is given."""
    sided = [a for a in coding.assignments if a.value[0] not in "VWXYZ" and _BOTH.search(a.title or "")]
    told = list(_told(coding)) if sided else []
    if len({side for side, _ in told}) != 1:
        return
    remaining = "left" if told[0][0] == "right" else "right"
    for both in sided:
        value = _of_side(both, remaining, books)
        if value is not None:
            yield Give(value, because=(both, told[0][1]), instead_of=(both,))


def _told(coding: Coding) -> Iterator[tuple[str, Evidence]]:
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


def _of_side(both: Assignment, side: str, books: Books) -> str | None:
    """The code of one side, else of a side that the classification does not name."""
    codes = [c for c in codes_beside(both.value, books) if sideless(c.title) == sideless(both.title)]
    named = [c.code for c in codes if re.search(rf"\b{side}\b", c.title)]
    return next(iter(named or [c.code for c in codes if c.title.startswith("Unilateral")]), None)
