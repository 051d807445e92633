"""Signs behind the items of a review of systems: "chest pain -, palpitations -, fatigue +"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence
from chartproof.understand.cuewords import Cue, Sense

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


#: An empty box in front of the first item of a line, which stands for a bullet as well.
_EMPTY_BOX = Pattern(r"\[ ?\][ \t]*$")
#: It denies its own item: up to the next box, bracket or comma.
_UNCHECKED = Sense("absent", "before", 1, 4, "absent")


def unchecked(text: str, start: int) -> tuple[Cue, ...]:
    """The empty box right before a line: "[ ] Asthma [ ] Diabetes"."""
    found = _EMPTY_BOX.search(text, max(0, start - 6), start)
    return (Cue(found.start(), start, _UNCHECKED),) if found else ()
