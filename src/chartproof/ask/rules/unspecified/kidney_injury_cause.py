"""Acute kidney injury that signs of tubular injury go with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import beyond, is_named, on_a_ward, signs, some, treated, values
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
def kidney_injury_cause(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the cause of acute kidney injury where the record shows signs of injury to the tubules."""
    injury = tuple(treated(coding, "N17.9"))
    shown = (*signs(coding, "casts"), *beyond(coding, books.day, "fena high"))
    if injury and shown and on_a_ward(coding) and not is_named(coding, template("kidney_injury_cause").codes):
        creatinine = (m.evidence for m in values(coding, "creatinine") if m.evidence)
        yield question(__name__, "kidney_injury_cause", coding, some(injury, shown, creatinine))
