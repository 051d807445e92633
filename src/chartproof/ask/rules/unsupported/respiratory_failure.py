"""Respiratory failure that the findings do not bear out."""

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
def respiratory_failure(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask whether acute respiratory failure was present where oxygen is given as measured and nothing is out of limits."""
    named = tuple(treated(coding, "J96.0", "J96.2"))
    measured = values(coding, "spo2", "po2", "pco2")
    if not named or not measured or not on_a_ward(coding):
        return
    out = beyond(coding, books.day, "oxygen low", "po2 low", "pco2 high", "breathing fast")
    care = acts(coding, "mechanical ventilation", "noninvasive ventilation", "high-flow oxygen")
    if not (out or care or signs(coding, "hard to breathe")):
        shows = some(named, (m.evidence for m in measured if m.evidence))
        yield question(__name__, "respiratory_failure_support", coding, shows)
