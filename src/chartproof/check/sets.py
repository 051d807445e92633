"""Which of CMS's sets of edits speak to a claim, whose provider an earlier claim is, and how a payer holds to them."""

from __future__ import annotations

from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.past import PastClaim
from chartproof.model.record import Payer
from chartproof.model.results import NotRun

#: Types of bill that hospitals and like providers bill outpatients by, as far as pairs and units are tested on them.
_OUTPATIENT = ("012", "013", "014", "022", "023", "034", "074", "075", "076", "085", "087")
#: Types of bill of a surgery center: the edits of practitioners speak to it.
_SURGERY_CENTER = "083"
#: Suppliers of equipment, and pharmacies (NUCC taxonomy).
_SUPPLIERS = ("332", "333", "335")


def ncci_set(claim: Claim) -> str | NotRun | None:
    """The set of NCCI edits, as releases name it; None: an inpatient stay, which no set speaks to; NotRun: not known."""
    whose = "Medicaid-" if claim.payer is Payer.MEDICAID else ""
    if claim.is_facility:
        if claim.is_inpatient:
            return None
        if claim.bill_type is None or claim.bill_type.startswith(_OUTPATIENT):
            return f"{whose}outpatient"
        if claim.bill_type.startswith(_SURGERY_CENTER):
            return f"{whose}practitioner"
        return NotRun(f"no published set of NCCI edits is known to speak to type of bill {claim.bill_type}")
    if claim.kind is None:
        return NotRun("the claim does not say whether it is professional or a facility's")
    supplied = any(p.taxonomy and p.taxonomy.startswith(_SUPPLIERS) for p in claim.providers)
    return f"{whose}DME" if supplied else f"{whose}practitioner"


def by_payer(claim: Claim, severity: Severity) -> Severity:
    """What happens: an edit of Medicare's is a question of risk where another payer may or may not follow it."""
    return Severity.RISK if claim.payer is Payer.COMMERCIAL else severity


def is_same_provider(claim: Claim, past: PastClaim) -> bool | None:
    """Whether who did the work of an earlier claim did that of this one; None where one of them does not say."""
    ours = next((p.npi for p in claim.providers if p.role and p.role.lower() == "rendering"), None)
    if ours is not None and past.rendering is not None:
        return ours.strip() == past.rendering
    billing = next((p.npi for p in claim.providers if p.role and p.role.lower() == "billing"), None)
    if billing is not None and past.billing is not None and billing.strip() != past.billing:
        return False
    return None
