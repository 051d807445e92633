"""Atrial fibrillation without its type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import given, is_named, on_a_ward, some, treated
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
def fibrillation_type(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the type of atrial fibrillation that a stay treats."""
    heart = tuple(treated(coding, "I48.91"))
    if heart and on_a_ward(coding) and not is_named(coding, template("fibrillation_type").codes):
        taken = given(coding, "anticoagulant", "antiarrhythmic", "parenteral anticoagulant")
        yield question(__name__, "fibrillation_type", coding, some(heart, taken))
