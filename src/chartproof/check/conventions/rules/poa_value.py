"""A present-on-admission indicator that is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

_VALUES = frozenset({"Y", "N", "U", "W", "1", "EXEMPT"})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I", URL),
)
def poa_value(claim: Claim, books: Books) -> Iterator[Find]:
    """The present-on-admission indicator is Y, N, U or W, or none where the code is exempt."""
    if not claim.is_inpatient:
        return
    for dx in claim.diagnoses:
        if dx.poa is not None and dx.poa not in _VALUES:
            says = f"the present-on-admission indicator of {dx.code} is none of Y, N, U, W"
            clears = "whether the condition was present at admission, as the record tells it"
            yield Find(f"{dx.at}.poa", says, Severity.RETURN, (), (), clears)
