"""Acute kidney injury that creatinine does not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import limit_for, on_a_ward, signs, some, treated, usual, values
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
def kidney_injury(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask whether acute kidney injury was present where creatinine is given twice or more and never rose by KDIGO."""
    named = tuple(treated(coding, "N17.9"))
    measured = values(coding, "creatinine")
    by, times = (
        limit_for(coding, "creatinine rise", books.day),
        limit_for(coding, "creatinine times", books.day),
    )
    if not named or len(measured) < 2 or by is None or times is None or not on_a_ward(coding):
        return
    lowest, highest = min(usual(m) for m in measured), max(usual(m) for m in measured)
    if highest - lowest < by.value and highest < lowest * times.value and not signs(coding, "casts"):
        shows = some(named, (m.evidence for m in measured if m.evidence), each=4)
        yield question(__name__, "kidney_injury_support", coding, shows)
