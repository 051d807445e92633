"""What says a circumstance or a cause, and no current illness, is not the principal diagnosis."""

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
    cite=cite(9, "unacceptable principal diagnosis"),
)
def unacceptable_principal(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """What says a circumstance or a cause, and no current illness, is not the principal diagnosis."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    first = stay.principal
    attributes = stay.of(first) if first else frozenset()
    if first is None or "unacceptable" not in attributes or "reqsdx" in attributes:
        return
    says = f"{first.code} describes a circumstance and is not taken as the principal diagnosis"
    fix = Fix("put first the condition that occasioned the stay", safe=False)
    clears = "the condition that after study occasioned the admission, by the provider's own words"
    yield Find(first.at, says, Severity.RETURN, stay.row(first), (fix,), clears)
