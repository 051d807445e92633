"""The sides that words name, codes that tell the same of another side of the body, and records that tell both."""

from __future__ import annotations

import re

from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Billable
from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern

#: The sides in words, by what they are called at an eye or an ear, and alone as a capital letter.
_RIGHT = Pattern(r"\b(?:right|rt)\b|(?-i:\b(?:OD|AD)\b|(?<!\d )\bR\b(?![.&/]))", re.IGNORECASE)
_LEFT = Pattern(r"\b(?:left|lt)\b(?! with\b)|(?-i:\b(?:OS|AS)\b|(?<!\d )\bL\b(?![.&/]))", re.IGNORECASE)
_BOTH = Pattern(r"\b(?:both|bilateral(?:ly)?|each)\b|(?-i:\b(?:OU|AU)\b)", re.IGNORECASE)


def sides_named(words: str) -> frozenset[str]:
    """The sides, "right" and "left", that words name; both where they say so."""
    if _BOTH.search(words):
        return frozenset({"right", "left"})
    return frozenset(side for side, named in (("right", _RIGHT), ("left", _LEFT)) if named.search(words))


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
