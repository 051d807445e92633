"""A discharge status that the type of bill contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Still a patient; an outpatient who was admitted here; died in hospice care at home, in a facility, at a place unknown.
_STAYS, _ADMITTED_HERE = "30", "09"
_HOSPICE = frozenset({"40", "41", "42"})


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.2 (form locator 17)"))
def discharge_status_fits(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The discharge status agrees with the type of bill: an interim bill is of a patient who stays, a last one is not."""
    status, frequency = claim.discharge_status, bill.frequency(claim)
    if status is None or frequency is None or not claim.is_facility:
        return
    stays = status == _STAYS
    clears = "the discharge summary, or the census that the patient was still there"
    if claim.is_inpatient and frequency in {bill.FIRST, bill.CONTINUING} and not stays:
        yield Find(
            "claim.discharge_status",
            f"a bill of frequency {frequency} is of a stay that goes on: the status is {_STAYS}, or the bill is the last",
            Severity.RETURN,
            clears=clears,
        )
    elif claim.is_inpatient and frequency in {bill.ADMIT_TO_DISCHARGE, bill.LAST} and stays:
        yield Find(
            "claim.discharge_status",
            f"a bill of frequency {frequency} ends the stay, and the status says that the patient is still there",
            Severity.RETURN,
            clears=clears,
        )
    elif claim.is_inpatient and status == _ADMITTED_HERE:
        yield Find(
            "claim.discharge_status",
            "the status of an outpatient who was admitted stands on a stay",
            Severity.RETURN,
            clears=clears,
        )
    elif status in _HOSPICE and not (claim.bill_type or "").startswith(bill.HOSPICE):
        yield Find(
            "claim.discharge_status",
            f"status {status} is of a hospice's claim alone; a patient who died elsewhere has 20",
            Severity.RETURN,
            clears=clears,
        )
