"""A procedure that Medicare does not cover, or not for this patient, is not paid."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.coverage import needs_age, noncovered
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
    cite=cite(11, "noncovered procedure"),
)
def noncovered_procedure(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A procedure that Medicare does not cover, or not for this patient, is not paid."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find | NotRun]:
    for px in stay.claim.procedures:
        if needs_age(stay, px):
            yield NotRun(f"{px.at} is covered by age, and the age is not known")
        elif why := noncovered(stay, px):
            says = f"{px.code}: {why}"
            fix = Fix("bill the noncovered procedure apart (type of bill 0110)", safe=False)
            clears = "the diagnosis or circumstance under which it is covered, where the record says it"
            yield Find(px.at, says, Severity.DENY, stay.row(px), (fix,), clears)
