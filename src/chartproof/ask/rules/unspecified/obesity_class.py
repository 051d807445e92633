"""Obesity without its class."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import beyond, is_named, some, treated
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
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def obesity_class(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the class of obesity where the record treats it and gives the body mass index."""
    obesity = tuple(treated(coding, "E66.9"))
    measured = beyond(coding, books.day, "bmi class 3")
    if obesity and measured and not is_named(coding, template("obesity_class").codes):
        yield question(__name__, "obesity_class", coding, some(obesity, measured))
