"""No secondary diagnosis repeats the principal one."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(3, "duplicate of PDX"),
)
def duplicate_of_principal(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """No secondary diagnosis repeats the principal one."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    first = stay.principal
    for dx in stay.secondary:
        if first is not None and dx.code == first.code:
            says = f"{dx.code} is the principal diagnosis already"
            fix = Fix(f"take {dx.at} away", safe=first.poa == dx.poa, changes=(Change(Op.REMOVE, dx.at),))
            yield Find(dx.at, says, Severity.RETURN, fixes=(fix,))
