"""Low platelets that changed care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, is_named, on_a_ward, some
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def platelets(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what low platelets represent where they were treated or changed treatment, and have no name."""
    low = beyond(coding, books.day, "platelets low")
    care = acts(coding, "platelets transfused", "heparin held")
    if low and care and on_a_ward(coding) and not is_named(coding, template("platelets").codes):
        yield question(__name__, "platelets", coding, some(low, care))
