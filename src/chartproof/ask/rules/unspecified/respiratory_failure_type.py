"""Respiratory failure without its acuity or kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, is_named, on_a_ward, some, treated
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
    cite=Cite(GUIDELINES, "I.C.10.b", URL),
)
def respiratory_failure_type(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask whether respiratory failure is acute or chronic, and with low oxygen or high carbon dioxide."""
    failure = tuple(treated(coding, "J96.00", "J96.10", "J96.20", "J96.9"))
    if failure and on_a_ward(coding) and not is_named(coding, template("respiratory_failure_type").codes):
        shows = some(
            failure,
            beyond(coding, books.day, "oxygen low", "po2 low", "pco2 high", "ph low"),
            acts(coding, "mechanical ventilation", "noninvasive ventilation", "high-flow oxygen"),
        )
        yield question(__name__, "respiratory_failure_type", coding, shows)
