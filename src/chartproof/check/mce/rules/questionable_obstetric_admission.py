"""A delivery by cesarean or through the vagina has its outcome as a secondary diagnosis."""

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
    cite=cite(8, "questionable admission, obstetric"),
)
def questionable_obstetric_admission(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A delivery by cesarean or through the vagina has its outcome as a secondary diagnosis."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    if any("delout" in stay.of(dx) for dx in stay.secondary):
        return
    for px in stay.claim.procedures:
        if stay.of_procedure(px) & {"csect", "vagdel"}:
            says = f"{px.code} is a delivery, and no secondary diagnosis says its outcome (Z37)"
            clears = "the outcome of the delivery: how many were born, alive or not"
            yield Find(px.at, says, Severity.RETURN, stay.row(px), clears=clears)
