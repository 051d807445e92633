"""Signs behind the items of a review of systems: "chest pain -, palpitations -, fatigue +"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence

#: A minus behind an item, at its end.
_MINUS = Pattern(
    r"(?: [a-z][\w/]*){0,3} ?(?P<sign>\(?[-\u2212\u2013]\)?)(?=[ \t]*(?:[,;.]|\n|\Z))", re.IGNORECASE
)
#: Another signed item of the same line.
_SIGNED = Pattern(r"[a-z)] ?\(?[-+\u2212\u2013]\)?(?=[ \t]*(?:[,;.]|\n|\Z))", re.IGNORECASE)
#: Where one item signed alone in its line is signed.
_LISTS = frozenset({"ros"})


def minus_behind(document: Document, start: int, end: int, section: str) -> Evidence | None:
    """The minus behind the item that ends at `end`, where its line signs its items."""
    text = document.text
    found = _MINUS.match(text, end)
    if found is None:
        return None
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    signed = sum(1 for _ in _SIGNED.finditer(text, first, last if last >= 0 else len(text)))
    return document.quote(*found.span("sign")) if section in _LISTS or signed > 1 else None
