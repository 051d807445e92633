"""A code that never stands first, and does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, first_listed
from chartproof.check.conventions.places import behind
from chartproof.check.editing import edited
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        GUIDELINES, "I.B.14, I.C.1.d.3, I.C.18.e, I.C.18.i, I.C.19.e.5.c, I.C.21.c.3, I.C.21.c.11", URL
    ),
)
def never_first(claim: Claim, books: Books) -> Iterator[Find]:
    """Codes that only tell more of another condition never stand first."""
    one = first_listed(claim, books)
    row = behind(one.code) if one else None
    if one is None or row is None:
        return
    if (stay := edited(claim, books)) and stay.finds_principal():
        return  # Medicare's editor says so
    says = f"{one.code} stands first; {row.what} only stands behind another diagnosis ({row.source})"
    clears = "the condition that brought the patient, as the provider documents it; its code stands first"
    yield Find(one.at, says, Severity.RISK, (code_row(one.code, books),), (), clears)
