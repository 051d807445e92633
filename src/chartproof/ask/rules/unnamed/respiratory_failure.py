"""Low oxygen, high carbon dioxide, or support of breathing."""

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


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def respiratory_failure(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what low oxygen or high carbon dioxide with support of breathing represents, where it has no name."""
    if not on_a_ward(coding) or is_named(coding, template("breathing").codes):
        return
    gas = beyond(coding, books.day, "oxygen low", "po2 low", "pco2 high")
    machine = acts(coding, "mechanical ventilation", "noninvasive ventilation", "high-flow oxygen")
    hard = (*signs(coding, "hard to breathe"), *beyond(coding, books.day, "breathing fast"))
    oxygen = acts(coding, "oxygen given")
    if (gas and (machine or (oxygen and hard))) or (machine and hard):
        offered = template("breathing").choices
        if not beyond(coding, books.day, "pco2 high"):
            offered = tuple(choice for choice in offered if "carbon dioxide" not in choice)
        shows = some(gas, machine, hard, oxygen)
        yield question(__name__, "breathing", coding, shows, choices=offered)
