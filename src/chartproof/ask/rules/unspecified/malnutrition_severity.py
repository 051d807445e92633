"""Malnutrition without its severity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, is_named, on_a_ward, signs, some, treated
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
    cite=Cite(GUIDELINES, "I.B.18", URL),
)
def malnutrition_severity(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the severity of malnutrition that a stay treats."""
    state = tuple(treated(coding, "E46"))
    if state and on_a_ward(coding) and not is_named(coding, template("malnutrition_severity").codes):
        shows = some(
            state,
            signs(coding, "wasting", "weight lost", "low intake"),
            beyond(coding, books.day, "bmi underweight"),
            acts(coding, "nutrition care"),
        )
        yield question(__name__, "malnutrition_severity", coding, shows)
