"""A place left unspecified whose both sides are documented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import codes_beside
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

SIDES = ("right", "left")
_PLACE = Pattern(r"\bunspecified (\w+)", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def unspecified_place_of_both_sides(coding: Coding, books: Books) -> Iterator[Give]:
    """A condition of both sides whose term leaves the side open is coded to each, where there is no code of both."""
    for one in coding.assignments:
        title = one.title or ""
        words = _both(one, coding) if "unspecified" in title else None
        if words is None:
            continue
        beside = {c.title: c.code for c in codes_beside(one.value, books)}
        codes = [beside.get(title.replace("unspecified", side, 1)) for side in SIDES]
        for code in codes if all(codes) else ():
            yield Give(str(code), because=(one, words), instead_of=(one,))


def _both(one: Assignment, coding: Coding) -> Evidence | None:
    """The words by which every line of it says that both of the place have it."""
    place = _PLACE.search(one.title or "")
    words = _sides(place[1]) if place else None
    found = [words.search(m.line.words) if words else None for m in one.mentions]
    if not found or not all(found) or found[0] is None:
        return None
    first = one.mentions[0]
    start = first.line.start
    return document_of(coding, first.document).quote(start + found[0].start(), start + found[0].end())


@lru_cache(maxsize=64)
def _sides(place: str) -> Pattern:
    return Pattern(rf"\b(?:both|bilateral(?:ly)?) (?:\w+ )?{re.escape(place)}s?\b", re.IGNORECASE)
