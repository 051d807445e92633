"""A procedure code that there is no such code of on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.editing import edited
from chartproof.codesets.books import Books
from chartproof.codesets.pcs import Pcs
from chartproof.codesets.pcs_books import SYSTEM
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite("ICD-10-PCS Official Guidelines for Coding and Reporting", "ICD-10-PCS tables"),
)
def procedure_valid(claim: Claim, books: Books) -> Iterator[Find]:
    """Every procedure of a stay is a code of ICD-10-PCS of its day."""
    if not claim.procedures:
        return
    stay = edited(claim, books)  # of a stay Medicare's editor says so
    pcs = books.read(SYSTEM, Pcs)
    for px in claim.procedures:
        if not pcs.is_valid(px.code) and not (stay and stay.finds_procedure(px)):
            says = f"{px.code} is no code of {pcs.release.name}"
            clears = "the procedure as the operative note tells it, and its code of that day"
            yield Find(
                px.at, says, Severity.RETURN, (Row(pcs.release.name, "tables", px.code[:3]),), (), clears
            )
