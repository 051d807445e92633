"""A culture that grew an organism nobody speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import given, is_named, on_a_ward, signs, some, treated
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Codes that name an organism.
ORGANISMS = (
    "B95",
    "B96",
    "B97",
    "A40",
    "A41.0",
    "A41.1",
    "A41.2",
    "A41.3",
    "A41.4",
    "A41.5",
    "A41.8",
    "J13",
    "J14",
    "J15",
    "A49",
    "B37",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def organism(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the organism and its infection where a culture is positive and no organism is coded with the infection treated."""
    grown = signs(coding, "organism grown")
    infection = tuple(
        treated(coding, "A41.9", "N39.0", "J18.9", "L03", "M86", "K65", "R78.81", "T81.4", "N10")
    )
    if grown and infection and on_a_ward(coding) and not is_named(coding, ORGANISMS):
        drugs = given(coding, "antibiotic")
        yield question(__name__, "organism", coding, some(infection, grown, drugs))
