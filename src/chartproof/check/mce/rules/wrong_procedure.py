"""A wrong procedure, on the wrong patient or the wrong side, is not paid."""

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
    cite=cite(18, "wrong procedure performed"),
)
def wrong_procedure(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A wrong procedure, on the wrong patient or the wrong side, is not paid."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    for dx in stay.diagnoses_with("wrngproc"):
        says = f"{dx.code} says that a wrong procedure was done: the stay for it is not paid (NCD 140.6 to 140.8)"
        fix = Fix("bill the wrong procedure apart as a no-pay claim (type of bill 0110)", safe=False)
        clears = "that it did not happen so, by the operative note and the site marking; else the covered care apart"
        yield Find(dx.at, says, Severity.DENY, stay.row(dx), (fix,), clears)
