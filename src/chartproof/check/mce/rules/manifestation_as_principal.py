"""A manifestation is never the principal diagnosis: its cause stands before it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(6, "manifestation code as principal diagnosis"),
)
def manifestation_as_principal(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A manifestation is never the principal diagnosis: its cause stands before it."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    first = stay.principal
    if first is None or "manifestation" not in stay.of(first):
        return
    says = f"{first.code} is a manifestation: the disease that causes it stands first"
    fix = Fix("put the underlying disease first, and this code behind it", safe=False)
    clears = "the underlying disease by name, and that this is due to it"
    yield Find(first.at, says, Severity.RETURN, stay.row(first), (fix,), clears)
