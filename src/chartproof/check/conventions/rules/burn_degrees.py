"""A lesser burn before a worse one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, code_row, first, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

_DEGREES = {"first degree": 1, "second degree": 2, "third degree": 3}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d.1", URL),
)
def burn_degrees(claim: Claim, books: Books) -> Iterator[Find]:
    """Of several burns the one of the highest degree stands first."""
    burns = [(degree, x) for x in listed(claim, books) if (degree := _degree(x))]
    if len(burns) < 2:
        return
    worst = max(degree for degree, _ in burns)
    degree, ahead = burns[0]
    if degree < worst:
        behind = next(x for d, x in burns if d == worst)
        says = f"{behind.code} tells the higher degree and stands behind {ahead.code}"
        fixes = (first(f"put {behind.code} first", behind.at),)
        clears = "the degree of each burn, as the record tells it"
        yield Find(behind.at, says, Severity.RISK, (code_row(behind.code, books),), fixes, clears)


def _degree(one: Listed) -> int:
    if not "T20" <= one.entry.category <= "T25" or one.entry.char != "A":
        return 0
    title = one.entry.title.lower()
    return next((degree for words, degree in _DEGREES.items() if words in title), 0)
