"""A sided condition without its side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: A title that names its side; what it leaves unspecified is something else.
_SIDED = Pattern(r"\b(?:right|left|bilateral)\b")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def side(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the side where the record treats a condition of one side without naming it."""
    for assignment in coding.assignments:
        title = (assignment.title or "").lower()
        if "unspecified" not in title or assignment.needed is not Needed.ADDRESSED or _SIDED.search(title):
            continue
        node = books.tabular.node(books.tabular.leaf(assignment.value))
        titles = [c.title.lower() for c in books.tabular.children(node.parent)] if node else []
        if any("right" in t for t in titles):
            sides = ("right", "left", "both") if any("bilateral" in t for t in titles) else ("right", "left")
            shows = assignment.proof.words()
            words = " … ".join(dict.fromkeys(" ".join(e.words.split()) for e in shows[:2]))
            yield question(__name__, "side", coding, shows, choices=sides, words=words)
