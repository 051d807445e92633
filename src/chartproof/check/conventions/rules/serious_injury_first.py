"""A lesser injury before a worse one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, code_row, first, first_listed, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.injuries import is_within, rank

_ACTIVE = frozenset("ABC")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.b", URL),
)
def serious_injury_first(claim: Claim, books: Books) -> Iterator[Find]:
    """Of several injuries in active treatment no superficial one stands first, and nothing before an organ inside."""
    one = first_listed(claim, books)
    if one is None or not _is_active(one):
        return
    others = [x for x in listed(claim, books) if x is not one and _is_active(x)]
    if any(is_within(one.code, x.code, one.entry.title, x.entry.title) for x in others):
        return  # it is not reported at all: a rule of its own
    worse = min(others, key=lambda x: rank(x.code), default=one)
    if rank(worse.code) < rank(one.code):
        says = f"{worse.code} is the more serious injury and stands behind {one.code}"
        fixes = (first(f"put {worse.code} first", worse.at),)
        clears = "which injury the provider holds to be the most serious, and what the treatment was for"
        yield Find(worse.at, says, Severity.RISK, (code_row(worse.code, books),), fixes, clears)


def _is_active(one: Listed) -> bool:
    return one.code[0] == "S" and one.entry.char in _ACTIVE
