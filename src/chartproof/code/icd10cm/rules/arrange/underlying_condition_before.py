"""A condition whose note asks for what underlies it, without naming all that may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import laid_to
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule
from chartproof.terms.notes import applying

#: How such a note opens: what it names behind it are examples.
_OPENS = ("underlying condition, such as", "underlying disease, such as", "underlying disorder, such as")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13, I.B.7", URL),
)
def underlying_condition_before(coding: Coding, books: Books) -> Iterator[Order]:
    """What the record lays a condition to stands before it where a note of that condition says to code first what underlies it."""
    able = [a for a in coding.assignments if a.value[0] < "V"]
    for shown in able:
        notes = applying(shown.value, books.tabular, "code_first")
        if any(note.text.lower().startswith(_OPENS) for note in notes):
            yield from (Order(a, shown) for a in able if a is not shown and laid_to(shown, a))
