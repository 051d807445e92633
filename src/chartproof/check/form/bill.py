"""The type of bill in its parts, and what follows from them for the stay it bills.

Four characters: a leading zero, the kind of facility, the classification of the bill, its frequency.
Medicare Claims Processing Manual, chapter 25, 75.1 (form locator 4).
"""

from __future__ import annotations

from chartproof.model.claim import Claim

ADMIT_TO_DISCHARGE, FIRST, CONTINUING, LAST, LATE = "1", "2", "3", "4", "5"
REPLACES, VOIDS = "7", "8"
#: Hospital outpatient departments and critical access hospitals' outpatients.
OUTPATIENT = ("013", "014", "085")
#: Bills of a home health agency, a hospice, a clinic: they have no admission as a hospital has.
HOSPICE = ("081", "082")
#: Room and board, and leave of absence, by the first three characters of the revenue code (chapter 25, 75.4).
ROOM = frozenset({"010", "011", "012", "013", "014", "015", "016", "017", "018", "019", "020", "021"})
#: The line of the total.
TOTAL = "0001"


def frequency(claim: Claim) -> str | None:
    """The last character of the type of bill; None where the claim doesn't say it."""
    return claim.bill_type[3] if claim.bill_type else None


def is_outpatient(claim: Claim) -> bool:
    """Whether it bills a hospital outpatient."""
    return claim.bill_type is not None and claim.bill_type.startswith(OUTPATIENT)
