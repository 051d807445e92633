"""Heart failure of a known type without its acuity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, on_a_ward, signs, some, treated
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def heart_failure_acuity(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the acuity of heart failure where a stay treats it and only its type is documented."""
    if not on_a_ward(coding):
        return
    failure = tuple(treated(coding, "I50.20", "I50.30", "I50.40"))
    if failure:
        shows = some(
            failure,
            beyond(coding, books.day, "bnp high", "nt-probnp high"),
            acts(coding, "diuretic given by vein"),
            signs(coding, "fluid overload"),
        )
        yield question(__name__, "heart_failure_acuity", coding, shows)
