"""A hospital's criteria that the record of an emergency visit quotes itself: its bands of points, and what the chart scored.

The level stands only where the bands of all five levels are quoted and the points add up. A quoted
category for visits of the nurse alone holds for a visit that no physician took part in.
"""

from __future__ import annotations

import re
from itertools import pairwise

from chartproof.code.em.methods import POINTS
from chartproof.codesets.books import Books
from chartproof.model.coding import Step
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence, Payer
from chartproof.model.visit import Level, Visit

CODES = ("99281", "99282", "99283", "99284", "99285")
TYPE_B = ("G0380", "G0381", "G0382", "G0383", "G0384")
_TO = r"\s?(?:-|\u2013|to|through)\s?"
_IS = r"\s*(?:points?)?\s*(?:=|:|is|are)?\s*"
_BAND = Pattern(
    rf"\b(?P<low>\d{{1,3}}){_TO}(?P<high>\d{{1,3}}){_IS}level\s*(?P<level>[1-5])\b", re.IGNORECASE
)
_UP_TO = Pattern(
    r"\blevel\s*(?P<level>[1-5])\s*(?:=|:|is)?\s*(?:up to|to|through)\s*(?P<high>\d{1,3})\b", re.IGNORECASE
)
_TOTAL = Pattern(rf"\btotal(?: points| score)?\s*(?:=|:|is|of)?\s*(\d{{1,3}})\b(?!{_TO}\d)", re.IGNORECASE)
_SCORED = Pattern(r"\b(?:chart|scored|points earned|worksheet)\s*:\s*([^\n.]*)", re.IGNORECASE)
_ITEM = Pattern(r"\D(\d{1,3})\s*(?:points?)?\s*(?:\([^)]*\))?\s*$", re.IGNORECASE)
_NURSE_ONLY = Pattern(r"\bnurse[- ]only[^;.\n]*?(?:\bis\b|=|:)\s*level\s*([1-5])\b", re.IGNORECASE)
_TYPE_B = Pattern(r"\btype b\b", re.IGNORECASE)
_LEVELS = 5


def by_worksheet(visit: Visit, books: Books) -> Level | None:
    """The level by criteria that the record quotes; None where it quotes none that hold."""
    for document in visit.coding.encounter.documents:
        if made := _by_points(visit, document, books) or _by_nurse(visit, document, books):
            return made
    return None


def code_of(visit: Visit, level: int, *, type_b: bool) -> str:
    """The code of a level: a department that is not open around the clock bills Medicare by other codes."""
    medicare_b = type_b and visit.coding.encounter.payer is Payer.MEDICARE
    return (TYPE_B if medicare_b else CODES)[level - 1]


def _least(text: str) -> tuple[int, ...] | None:
    """The least points of levels 1 to 5; None where the bands are not all told or do not join."""
    high = {int(m["level"]): int(m["high"]) for pattern in (_BAND, _UP_TO) for m in pattern.finditer(text)}
    if set(high) != set(range(1, _LEVELS)) or not all(
        a < b for a, b in pairwise(high[n] for n in range(1, _LEVELS))
    ):
        return None
    return (1, *(high[n] + 1 for n in range(1, _LEVELS)))


def _by_points(visit: Visit, document: Document, books: Books) -> Level | None:
    least, scored = _least(document.text), _points(document)
    if least is None or scored is None:
        return None
    total, words = scored
    level = sum(total >= n for n in least)
    if not level:
        return None
    says = f"{total} points by the criteria that the record quotes; level {level} asks for {least[level - 1]}"
    above = f"{least[level]} points" if level < _LEVELS else "the highest level"
    return _made(visit, document, books, (level, says, words, above))


def _points(document: Document) -> tuple[int, Evidence] | None:
    """What the chart scored: the sum of its items, and no other total beside it."""
    total = _TOTAL.search(document.text)
    found = _SCORED.search(document.text)
    items = [m for m in map(_ITEM.search, re.split(r"[;,]", found[1])) if m] if found else []
    added = sum(int(m[1]) for m in items)
    if total and (not added or added == int(total[1])):
        return int(total[1]), document.quote(total.start(), total.end())
    if found and added and not total:
        return added, document.quote(found.start(), found.end())
    return None


def _by_nurse(visit: Visit, document: Document, books: Books) -> Level | None:
    category = _NURSE_ONLY.search(document.text)
    alone = next(iter(a for a in visit.acts("visit") if a.name == "nurse visit"), None)
    if category is None or alone is None:
        return None
    level = int(category[1])
    says = f"a visit of the nurse alone, by the criteria that the record quotes level {level}"
    above = "an examination by a practitioner, by the same criteria"
    return _made(visit, document, books, (level, says, alone.evidence, above))


def _made(visit: Visit, document: Document, books: Books, found: tuple[int, str, Evidence, str]) -> Level:
    level, says, words, above = found
    code = code_of(visit, level, type_b=_TYPE_B.search(document.text) is not None)
    step = Step(POINTS.id, says, (words,), POINTS.cite, books.name)
    return Level(visit.family, "", code, level, "points", says, proof=step, next_up=above,
                 next_down="the criteria stand only as the record quotes them: hand them in by --points")  # fmt: skip
