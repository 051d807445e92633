"""An unscheduled outpatient visit without the reason that the patient gave."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Role
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Emergency room, urgent care, and observation.
_UNSCHEDULED = ("045", "0516", "0526", "0762")


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.6 (form locator 70)"))
def reason_for_visit(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A hospital's outpatient bill of an emergency, urgent or observation visit gives the patient's reason for the visit."""
    if not bill.is_outpatient(claim) or any(d.role is Role.REASON_FOR_VISIT for d in claim.diagnoses):
        return
    line = next((ln for ln in claim.lines if ln.revenue and ln.revenue.startswith(_UNSCHEDULED)), None)
    if line is not None:
        says = f"a line of revenue code {line.revenue} is an unscheduled visit: the claim gives the patient's reason for it"
        yield Find(
            "claim.diagnoses",
            says,
            Severity.RETURN,
            clears="the chief complaint of the triage or emergency note",
        )
