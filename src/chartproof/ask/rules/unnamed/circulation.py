"""Drugs that hold the pressure up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, given, is_named, on_a_ward, some
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
def circulation(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the condition treated with vasopressors where low pressure is measured and no shock is named."""
    low = beyond(coding, books.day, "pressure low", "mean pressure low")
    drug = (*acts(coding, "vasopressor given"), *given(coding, "norepinephrine", "vasopressin"))
    if low and drug and on_a_ward(coding) and not is_named(coding, template("circulation").codes):
        lactate = beyond(coding, books.day, "organ lactate")
        yield question(__name__, "circulation", coding, some(low, drug, lactate))
