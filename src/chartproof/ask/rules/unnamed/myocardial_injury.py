"""Troponin without a name for what raised it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, is_named, on_a_ward, signs, some, values
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
def myocardial_injury(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what raised troponin represents where it was followed and no infarction or injury is named."""
    measured = beyond(coding, books.day, "troponin high", "troponin high sensitivity")
    told = signs(coding, "troponin raised")
    followed = [m.evidence for m in values(coding, "troponin", "high-sensitivity troponin") if m.evidence][1:]
    looked = (*acts(coding, "heart looked at"), *signs(coding, "heart hurt"), *followed)
    if (
        (measured or told)
        and looked
        and on_a_ward(coding)
        and not is_named(coding, template("troponin").codes)
    ):
        yield question(__name__, "troponin", coding, some(measured, told, looked))
