"""High blood sugar that was treated."""

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
def diabetes(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what a high A1c, or high blood sugar with insulin, represents where no diabetes is named."""
    if is_named(coding, template("diabetes").codes):
        return
    long = beyond(coding, books.day, "a1c diabetes")
    now = beyond(coding, books.day, "glucose high")
    care = (*acts(coding, "glucose care"), *given(coding, "insulin", "biguanide", "sulfonylurea"))
    if long or (now and care and on_a_ward(coding)):
        yield question(__name__, "diabetes", coding, some(long, now, care))
