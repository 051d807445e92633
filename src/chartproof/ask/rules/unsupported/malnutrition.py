"""Severe malnutrition that the findings do not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, on_a_ward, signs, some, treated, values
from chartproof.ask.sources import PRACTICE
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=PRACTICE,
)
def malnutrition(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask whether severe malnutrition was present where weight is given and the record shows no sign of it."""
    named = tuple(treated(coding, "E43", "E41"))
    index = values(coding, "bmi")
    if not named or not index or not on_a_ward(coding):
        return
    if not (
        signs(coding, "wasting", "weight lost", "low intake") or beyond(coding, books.day, "bmi underweight")
    ):
        shows = some(named, (m.evidence for m in index if m.evidence), acts(coding, "nutrition care"))
        yield question(__name__, "malnutrition_support", coding, shows)
