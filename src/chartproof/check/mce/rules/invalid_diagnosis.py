"""Every diagnosis of a stay is a code of the editor on the day of discharge."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Role
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=Period(ICD10, None),
    reviewed=None,
    cite=cite(1, "invalid diagnosis or procedure code"),
)
def invalid_diagnosis(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every diagnosis of a stay is a code of the editor on the day of discharge."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    ours = (*stay.claim.listed, *(d for d in stay.claim.diagnoses if d.role is Role.ADMITTING))
    for dx in ours:
        if stay.editor.diagnosis(dx.code, stay.day) is None:
            kind = "admitting diagnosis" if dx.role is Role.ADMITTING else "diagnosis"
            says = f"{dx.code} is no {kind} code of {stay.editor.release.name} on the day of discharge"
            clears = "what the provider wrote, coded by the book of the day"
            yield Find(dx.at, says, Severity.RETURN, stay.row(dx), clears=clears)
