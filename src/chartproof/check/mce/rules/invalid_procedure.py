"""Every procedure of a stay is a code of the editor on the day of discharge."""

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
    cite=cite(1, "invalid diagnosis or procedure code"),
)
def invalid_procedure(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every procedure of a stay is a code of the editor on the day of discharge."""
    yield from of_stay(claim, books, _edit)


def _edit(stay: Stay) -> Iterator[Find]:
    for px in stay.claim.procedures:
        if stay.editor.procedure(px.code, stay.day) is None:
            says = f"{px.code} is no procedure code of {stay.editor.release.name} on the day of discharge"
            clears = "the operative note, coded by the tables of the day"
            yield Find(px.at, says, Severity.RETURN, stay.row(px), clears=clears)
