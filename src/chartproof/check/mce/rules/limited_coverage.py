"""Some procedures are paid only where the hospital and the patient meet what coverage asks for."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.coverage import noncovered
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
    cite=cite(17, "limited coverage"),
)
def limited_coverage(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Some procedures are paid only where the hospital and the patient meet what coverage asks for."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    for px in stay.claim.procedures:
        if "lcov" in stay.of_procedure(px) and noncovered(stay, px) is None:
            says = f"{px.code} has limited coverage: it is paid only where its national coverage is met"
            clears = "that the hospital is approved for it, and the patient meets the criteria of its coverage determination"
            yield Find(px.at, says, Severity.DENY, stay.row(px), clears=clears)
