"""Values of the laboratory that were treated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.figures import rows
from chartproof.ask.seen import acts, beyond, is_named, some
from chartproof.ask.template import question
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
def laboratory_value(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what a value out of range that was treated represents, where the provider does not name it."""
    for threshold, treatment, doubt, value, codes, names in rows("electrolytes"):
        measured = beyond(coding, books.day, threshold)
        done = acts(coding, *treatment.split(";")) if measured else ()
        if measured and done and not is_named(coding, codes.split()):
            choices = (*names.split(";"), f"{doubt} without clinical significance")
            shows = some(measured, done)
            yield question(__name__, "laboratory_value", coding, shows, choices=choices, value=value)
