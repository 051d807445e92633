"""The right and the left of one code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import codes_beside, in_different_documents
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sides import sideless

#: The code of both sides by release and code, remembered.
_KNOWN: dict[tuple[str, str], str | None] = {}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def both_sides(coding: Coding, books: Books) -> Iterator[Give]:
    """A condition of both sides takes the bilateral code where the classification has one."""
    right = [a for a in coding.assignments if "right" in (a.title or "")]
    if not right:
        return
    left = {sideless(a.title): a for a in coding.assignments if "left" in (a.title or "")}
    for one in right:
        other = left.get(sideless(one.title))
        if other is None or in_different_documents(one, other):
            continue  # a record that contradicts itself is asked about
        if both := _bilateral(one, books):
            yield Give(both, because=(one, other), instead_of=(one, other))


def _bilateral(one: Assignment, books: Books) -> str | None:
    key = (books.name, one.value)
    if key not in _KNOWN:
        _KNOWN[key] = _both(one, books)
    return _KNOWN[key]


def _both(one: Assignment, books: Books) -> str | None:
    sides = [c for c in codes_beside(one.value, books) if re.search(r"\b[Bb]ilateral|[Bb]oth\b", c.title)]
    return next((c.code for c in sides if sideless(c.title) == sideless(one.title)), None)
