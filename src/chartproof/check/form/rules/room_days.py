"""Days of room and board that are not those of the stay."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Still a patient.
_STAYS = "30"


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(3, "20.1 and 40.2.2 (days of a stay)"))
def room_days(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Room and board is billed for as many days as the stay has: midnights, the day of discharge not counted."""
    if not claim.is_inpatient or claim.first is None or claim.through is None or claim.first > claim.through:
        return
    rooms = [ln for ln in claim.lines if ln.revenue and ln.revenue[:3] in bill.ROOM]
    if not rooms or any(ln.units is None for ln in rooms) or bill.frequency(claim) == bill.LATE:
        return
    begun = max(claim.first, claim.admitted or claim.first)
    stays = claim.discharge_status == _STAYS
    days = (claim.through - begun).days + (1 if stays or claim.through == begun else 0)
    billed = sum((ln.units or Decimal(0) for ln in rooms), Decimal(0))
    if billed != days:
        says = f"room and board is billed for {billed} days, the claim is of {days}: the day of discharge is not counted"
        yield Find(
            f"{rooms[0].at}.units",
            says,
            Severity.RETURN,
            clears="the census: on which days the patient was in a bed at midnight",
        )
