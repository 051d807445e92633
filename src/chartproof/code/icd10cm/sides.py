"""Which side of the body, and which finger or toe, a code's title names."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Billable
from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern

_SIDE = Pattern(r"\b(right|left|bilateral)\b", re.IGNORECASE)
_DIGIT = Pattern(r"\b(thumb|index|middle|ring|little|great toe|lesser toe)\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def _named(title: str) -> tuple[frozenset[str], frozenset[str]]:
    sides = frozenset(m.group(1).lower() for m in _SIDE.finditer(title))
    return sides, frozenset(m.group(1).lower() for m in _DIGIT.finditer(title))


def may_be_one_place(title: str | None, other: str | None) -> bool:
    """Whether two titles can mean the same place: no side or digit of one contradicts the other."""
    sides, digits = _named(title or "")
    others, other_digits = _named(other or "")
    sided = not sides or not others or "bilateral" in sides | others or bool(sides & others)
    return sided and (not digits or not other_digits or bool(digits & other_digits))


_WORDS = Pattern(r"[a-z]+")
_STAGE = Pattern(r", (?:stage \d|unspecified stage|unstageable)$")
_SAY_NO_MORE = frozenset({"right", "left", "bilateral", "unilateral", "both", "of", "the", "and", "eye"})


@lru_cache(maxsize=4096)
def sideless(title: str | None) -> frozenset[str]:
    """The words of a title without its side, and without the stage of an ulcer."""
    plain = _STAGE.sub("", (title or "").lower())
    return frozenset(w.rstrip("s") for w in _WORDS.findall(plain)) - _SAY_NO_MORE


def in_different_documents(one: Assignment, other: Assignment) -> bool:
    """Whether no document of the record tells both."""
    return {m.document for m in one.mentions}.isdisjoint(m.document for m in other.mentions)


def codes_beside(value: str, books: Books) -> tuple[Billable, ...]:
    """The codes that may tell the same of another side: by the seventh character, else beside it in the Tabular List."""
    found = books.tabular.billable(value)
    node = books.tabular.node(found.node) if found else None
    if found is None or node is None:
        return ()
    same = books.tabular.codes_of(node.key)
    beside = books.tabular.children(node.parent)
    above = books.tabular.node(node.parent)
    if above is not None and above.kind == "subcategory":
        beside += books.tabular.children(above.parent)
    below = tuple(low for child in beside for low in books.tabular.children(child.key))
    for child in (*beside, *below):
        same += tuple(c for c in books.tabular.codes_of(child.key) if c.char == found.char)
    return same
