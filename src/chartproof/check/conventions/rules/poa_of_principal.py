"""A principal diagnosis that arose during the stay."""

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


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II, Appendix I", URL),
)
def poa_of_principal(claim: Claim, books: Books) -> Iterator[Find]:
    """The condition that occasioned the admission was there when the patient was admitted."""
    one = claim.principal
    if not claim.is_inpatient or one is None or one.poa != "N" or one.code[0] in "OPZ":
        return
    says = (
        f"{one.code} is the principal diagnosis, and its indicator says that it was not present on admission"
    )
    clears = "which condition occasioned the admission, and when this one arose, as the record tells it"
    yield Find(f"{one.at}.poa", says, Severity.RISK, (), (), clears)
