"""A CC or MCC without its side, where codes with sides stand beside it, is returned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.mce.edited import Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2022, 4, 1), None),
    reviewed=None,
    cite=cite(20, "unspecified code"),
)
def unspecified_code(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A CC or MCC without its side, where codes with sides stand beside it, is returned."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    for dx in stay.diagnoses_with("unspecified"):
        says = f"{dx.code} says no side, and codes of its category do"
        fix = Fix("write the code of the side that the record says", safe=False)
        clears = "the side; else the remark that it cannot be told (UNABLE TO DET LAT 1 or 2)"
        yield Find(dx.at, says, Severity.RETURN, stay.row(dx), (fix,), clears)
