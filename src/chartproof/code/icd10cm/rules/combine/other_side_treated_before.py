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
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sides import sideless

_BOTH = re.compile(r"\b(?:bilateral|both)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def other_side_treated_before(coding: Coding, books: Books) -> Iterator[Give]:
    """Where one side of a condition of both was treated before and no longer has it, the code of the other side is given."""
    sided = [a for a in coding.assignments if a.value[0] not in "VWXYZ" and _BOTH.search(a.title or "")]
    told = list(treated_before(coding)) if sided else []
    if len({side for side, _ in told}) != 1:
        return
    remaining = "left" if told[0][0] == "right" else "right"
    for both in sided:
        value = _of_side(both, remaining, books)
        if value is not None:
            yield Give(value, because=(both, told[0][1]), instead_of=(both,))


def _of_side(both: Assignment, side: str, books: Books) -> str | None:
    """The code of one side, else of a side that the classification does not name."""
    codes = [c for c in codes_beside(both.value, books) if sideless(c.title) == sideless(both.title)]
    named = [c.code for c in codes if re.search(rf"\b{side}\b", c.title)]
    return next(iter(named or [c.code for c in codes if c.title.startswith("Unilateral")]), None)
