"""Some diagnoses are not usually a reason to admit to a hospital."""

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
    cite=cite(8, "questionable admission"),
)
def questionable_admission(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Some diagnoses are not usually a reason to admit to a hospital."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    first = stay.principal
    if first is None or "qadm" not in stay.of(first):
        return
    says = f"{first.code} as the principal diagnosis does not usually justify an admission"
    fix = Fix("put first what made the stay necessary, where the record names it", safe=False)
    clears = "why care in a hospital was necessary: severity, risk, what could not be done elsewhere, the order to admit"
    yield Find(first.at, says, Severity.DENY, stay.row(first), (fix,), clears)
