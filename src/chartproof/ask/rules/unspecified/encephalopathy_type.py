"""Encephalopathy without its type."""

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
def encephalopathy_type(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the type and cause of encephalopathy that a stay treats."""
    brain = tuple(treated(coding, "G93.40"))
    if brain and on_a_ward(coding) and not is_named(coding, template("encephalopathy_type").codes):
        shows = some(
            brain,
            signs(coding, "mind changed"),
            beyond(coding, books.day, "ammonia high", "gcs low"),
            acts(coding, "lactulose given", "brain looked at"),
        )
        yield question(__name__, "encephalopathy_type", coding, shows)
