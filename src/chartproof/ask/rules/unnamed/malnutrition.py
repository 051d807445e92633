"""Signs of poor nutrition and care for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, is_named, on_a_ward, signs, some
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: ASPEN and the Academy of Nutrition and Dietetics 2012 ask for two of their characteristics; GLIM 2019
#: for one of body and one of cause. Albumin is none of them.
SIGNS = ("low intake", "weight lost", "wasting")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def malnutrition(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the state of nutrition where two of its signs and care for it stand in the record and it has no name."""
    if not on_a_ward(coding) or is_named(coding, template("nutrition").codes):
        return
    shown = [s for name in SIGNS if (s := signs(coding, name))]
    shown += [thin] if (thin := beyond(coding, books.day, "bmi underweight")) else []
    care = acts(coding, "nutrition care")
    if len(shown) >= 2 and care:
        yield question(__name__, "nutrition", coding, some(*shown, care))
