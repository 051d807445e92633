"""Every diagnosis of a stay is a code of the editor on the day of discharge."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.headings import meant, said_of
from chartproof.check.mce.edited import ICD10, Stay, cite, of_stay
from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Tabular
from chartproof.model.claim import Claim
from chartproof.model.coding import Role
from chartproof.model.finding import Fix, Severity
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
    tabular = books.tabular if books.has("ICD-10-CM") else None
    yield from of_stay(claim, books, lambda stay: _edit(stay, tabular))


def _edit(stay: Stay, tabular: Tabular | None) -> Iterator[Find]:
    ours = (*stay.claim.listed, *(d for d in stay.claim.diagnoses if d.role is Role.ADMITTING))
    for dx in ours:
        if stay.editor.diagnosis(dx.code, stay.day) is None:
            kind = "admitting diagnosis" if dx.role is Role.ADMITTING else "diagnosis"
            says = f"{dx.code} is no {kind} code of {stay.editor.release.name} on the day of discharge"
            clears = "what the provider wrote, coded by the book of the day"
            fixes: tuple[Fix, ...] = ()
            if tabular and tabular.node(dx.code) and not tabular.billable(dx.code):
                told, more = said_of(dx.code, tabular)
                says, clears, fixes = f"{says}: {told}", more or clears, meant(dx.at, dx.code, tabular)
            yield Find(dx.at, says, Severity.RETURN, stay.row(dx), fixes, clears)
