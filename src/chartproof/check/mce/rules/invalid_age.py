"""The age on admission is between 0 and 124 years."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.editing import OLDEST
from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: The most years the editor takes.


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(14, "invalid age"),
)
def invalid_age(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The age on admission is between 0 and 124 years."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    age = stay.age
    if age is None:
        says = "the age on admission cannot be told: the day of birth is not on the claim"
    elif not 0 <= age <= OLDEST:
        says = "the age on admission is outside 0 to 124 years"
    else:
        return
    yield Find("patient.born", says, Severity.RETURN, clears="the day of birth as registered")
