"""The day of admission: not said, after the stay has ended, or too far from its first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Outpatient services of the three days before are billed with the stay (Medicare Claims Processing Manual, chapter 3, 40.3).
_WINDOW = 3


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.1 (form locators 6 and 12)"))
def admission_day(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The day of admission lies at most three days after the first day of the claim, and not after its last."""
    if not claim.is_inpatient:
        return
    if claim.admitted is None:
        yield Find(
            "claim.admitted",
            "a hospital stay is billed with the day of admission",
            Severity.RETURN,
            clears="the admission order",
        )
    elif claim.through and claim.admitted > claim.through:
        yield Find(
            "claim.admitted", "the patient was admitted after the last day of the claim", Severity.RETURN
        )
    elif claim.first and claim.admitted > claim.first + timedelta(days=_WINDOW):
        says = f"the claim begins more than {_WINDOW} days before the admission: what was done before that is billed as outpatient care"
        yield Find("claim.admitted", says, Severity.RETURN)
    elif (
        claim.first
        and claim.admitted < claim.first
        and bill.frequency(claim) in {bill.ADMIT_TO_DISCHARGE, bill.FIRST}
    ):
        says = "the patient was admitted before the first day of a bill that is the first of the stay"
        yield Find(
            "claim.admitted",
            says,
            Severity.RISK,
            clears="why days of the stay are not on the claim: no entitlement, or another payer",
        )
