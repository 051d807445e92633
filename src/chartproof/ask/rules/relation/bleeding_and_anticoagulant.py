"""Bleeding of a patient who takes an anticoagulant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, given, is_named, on_a_ward, some, treated
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

BLEEDING = (
    "K92.0",
    "K92.1",
    "K92.2",
    "K62.5",
    "I60",
    "I61",
    "I62",
    "R31",
    "R04",
    "M25.0",
    "K66.1",
    "H11.3",
    "N93",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5", URL),
)
def bleeding_and_anticoagulant(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask whether bleeding that a stay treats is related to the anticoagulant taken, where the record does not say."""
    bleeding = tuple(treated(coding, *BLEEDING))
    taken = given(coding, "anticoagulant")
    if not (bleeding and taken and on_a_ward(coding)):
        return
    if is_named(coding, template("bleeding_and_anticoagulant").codes):
        return
    care = acts(coding, "anticoagulation reversed", "anticoagulant held")
    high = beyond(coding, books.day, "inr high")
    if care or high:
        yield question(__name__, "bleeding_and_anticoagulant", coding, some(bleeding, taken, high, care))
