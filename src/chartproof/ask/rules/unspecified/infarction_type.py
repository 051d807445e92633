"""A myocardial infarction without its type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import beyond, is_named, on_a_ward, signs, some, treated
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
    cite=Cite(GUIDELINES, "I.C.9.e.2", URL),
)
def infarction_type(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the type of a myocardial infarction that is documented as unspecified."""
    heart = tuple(treated(coding, "I21.9"))
    if heart and on_a_ward(coding) and not is_named(coding, template("infarction_type").codes):
        measured = beyond(coding, books.day, "troponin high", "troponin high sensitivity")
        yield question(
            __name__, "infarction_type", coding, some(heart, measured, signs(coding, "heart hurt"))
        )
