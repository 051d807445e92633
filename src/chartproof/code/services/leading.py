"""What heads a sentence: the heading of its part, the line that opens its list, the sentence it goes on with."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Page
from chartproof.terms.numbers import spelled

#: How far above an item the line that opens its list is looked for.
_ABOVE = 700
_ITEM = Pattern(r"\s*(?:[-*\u2022]|\(?\d{1,2}[.)])\s")
_LISTED = Pattern(r"[ \t]*(?:[-*\u2022]|\(?\d{1,2}[.)])[ \t]")


def lead(page: Page, line: Line) -> str:
    """What heads a sentence: the heading of its part, and for an item of a list the line that opens the list."""
    text = page.document.text
    heading = next(
        (s.heading.words for s in page.sections if s.heading and s.body.start <= line.start < s.body.end), ""
    )
    begins = text.rfind("\n", 0, line.start) + 1
    above = text[max(0, begins - _ABOVE) : begins]
    opened = _opened(above) if _ITEM.match(text, begins) else None
    before = ""
    if opened is None and _ONE_OF.match(text, line.start):
        at = first = page.lines.index(line)
        while at and _ONE_OF.match(text, page.lines[at].start):
            at -= 1
        before = text[page.lines[at].start : page.lines[first].start]
    return f"{heading} {before if opened is None else opened}"


def _opened(above: str) -> str | None:
    """The line that opens the list whose items stand right above, without its colon; of lists in lists the outer one's."""
    opened = None
    for line in reversed(above.split("\n")[:-1]):
        told = line.rstrip(" \t")
        if told.endswith(":"):
            opened = told[:-1]
        if not _LISTED.match(line):
            break
    return opened


#: A sentence that only counts a thing goes on with the one before: "Two drainage bags."
_ONE_OF = Pattern(
    rf"\s*(?:{spelled()}|a|an|also|plus|\d{{1,3}})\b(?![^.]*\b(?:was|were|is|are)\b)",
    re.IGNORECASE,
)
