"""Some codes are taken as the principal diagnosis only with another behind them."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(9, "unacceptable principal diagnosis, requires secondary diagnosis"),
)
def secondary_required(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Some codes are taken as the principal diagnosis only with another behind them."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    first = stay.principal
    if first is None or not {"unacceptable", "reqsdx"} <= stay.of(first) or stay.secondary:
        return
    says = f"{first.code} as the principal diagnosis needs a secondary one that says what the care was for"
    clears = "the condition that the care was for, by the provider's own words"
    yield Find(first.at, says, Severity.RETURN, stay.row(first), clears=clears)
