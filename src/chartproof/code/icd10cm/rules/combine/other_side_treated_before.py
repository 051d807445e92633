"""The side that is left, after the other one was treated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import codes_beside
from chartproof.code.icd10cm.treated_sides import treated_before
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sides import sideless

#: What an operation is for: it takes no other condition of that side away.
_FOR = (
    (Pattern(r"\b(?:cataract|phaco\w*|iol|lens)\b", re.IGNORECASE), ("H25", "H26", "H28", "Q12.0")),
    (Pattern(r"\b(?:tk[ar]|knee)\b", re.IGNORECASE), ("M17", "M22", "M23", "M25")),
    (Pattern(r"\b(?:th[ar]|hip)\b", re.IGNORECASE), ("M16", "M25", "M87")),
    (Pattern(r"\b(?:carpal|ctr)\b", re.IGNORECASE), ("G56.0",)),
    (Pattern(r"\b(?:hernia|herniorrhaphy)\b", re.IGNORECASE), ("K40", "K41")),
    (Pattern(r"\b(?:shoulder|cuff)\b", re.IGNORECASE), ("M19", "M75", "M25")),
)
_BOTH = Pattern(r"\b(?:bilateral|both)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def other_side_treated_before(coding: Coding, books: Books) -> Iterator[Give]:
    """Where one side of a condition of both was treated before and no longer has it, the code of the other side is given."""
    sided = [a for a in coding.assignments if a.value[0] not in "VWXYZ" and _BOTH.search(a.title or "")]
    treated = list(treated_before(coding)) if sided else []
    for both in sided:
        told = [(side, words) for side, words in treated if _is_for(words.words, both.value)]
        if len({side for side, _ in told}) != 1:
            continue
        remaining = "left" if told[0][0] == "right" else "right"
        value = _of_side(both, remaining, books)
        if value is not None:
            yield Give(value, because=(both, told[0][1]), instead_of=(both,))


def _is_for(words: str, value: str) -> bool:
    """Whether an operation told in a sentence is one for a condition; of one that is not known here it may be."""
    named = [codes for pattern, codes in _FOR if pattern.search(words)]
    return not named or any(value.startswith(codes) for codes in named)


def _of_side(both: Assignment, side: str, books: Books) -> str | None:
    """The code of one side, else of a side that the classification does not name."""
    codes = [c for c in codes_beside(both.value, books) if sideless(c.title) == sideless(both.title)]
    named = [c.code for c in codes if re.search(rf"\b{side}\b", c.title)]
    return next(iter(named or [c.code for c in codes if c.title.startswith("Unilateral")]), None)
