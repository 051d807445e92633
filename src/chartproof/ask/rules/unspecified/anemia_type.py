"""Anemia without its type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, given, is_named, on_a_ward, signs, some, treated
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
def anemia_type(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the type and cause of anemia that a stay treats with blood or iron."""
    anemia = tuple(treated(coding, "D64.9"))
    if not anemia or not on_a_ward(coding) or is_named(coding, template("anemia_type").codes):
        return
    treatment = (
        *acts(coding, "red cells transfused", "iron given"),
        *given(coding, "epoetin", "ferrous sulfate"),
    )
    if treatment:
        measured = beyond(coding, books.day, "hemoglobin anemic")
        shows = some(anemia, measured, treatment, signs(coding, "bleeding"))
        yield question(__name__, "anemia_type", coding, shows)
