"""Room and board on an outpatient's bill."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.4 (form locator 42)"))
def room_of_stay(claim: Claim, _: Books) -> Iterator[Find]:
    """Room and board is of a stay: a bill of outpatients has none."""
    if not bill.is_outpatient(claim):
        return
    for line in claim.lines:
        if line.revenue and line.revenue[:3] in bill.ROOM:
            says = f"revenue code {line.revenue} is room and board, and type of bill {claim.bill_type} is of outpatients"
            fix = Fix(
                "a bill of the stay, where the patient was admitted by order; hours of observation have their own code",
                safe=False,
            )
            yield Find(
                f"{line.at}.revenue", says, Severity.RETURN, (), (fix,), "the order: to admit, or to observe"
            )
