"""A code that stands on the list twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import remove
from chartproof.check.editing import edited
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, Diagnosis
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.12", URL),
)
def duplicate(claim: Claim, books: Books) -> Iterator[Find]:
    """Each diagnosis code is reported only once for an encounter."""
    stay = edited(claim, books)
    seen: dict[str, Diagnosis] = {}
    for dx in claim.listed:
        before = seen.setdefault(dx.code, dx)
        if before is dx or (stay and stay.finds_again(dx)):
            continue  # of a stay Medicare's editor says so
        alone = any({dx} == set(claim.pointed(line)) for line in claim.lines)
        safe = before.poa == dx.poa and not alone
        says = f"{dx.code} stands on the list twice"
        fixes = (remove(f"remove the second {dx.code}", dx.at, safe=safe),)
        yield Find(dx.at, says, Severity.RETURN, (), fixes)
