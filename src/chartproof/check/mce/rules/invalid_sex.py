"""Until September 2024 the claim says the sex; since then it may be unknown."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.editing import SEX_UNTIL
from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(ICD10, SEX_UNTIL),
    reviewed=None,
    cite=cite(15, "invalid sex"),
)
def invalid_sex(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Until September 2024 the claim says the sex; since then it may be unknown."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    if stay.claim.sex is None:
        says = "the sex is not on the claim, and the editor of the day takes no unknown one"
        yield Find("patient.sex", says, Severity.RETURN, clears="the sex as registered")
