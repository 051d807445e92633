"""What the claims already sent for the patient carry."""

from __future__ import annotations

from chartproof.model.coding import Fact
from chartproof.model.record import Encounter


def sent_today(encounter: Encounter) -> dict[str, Fact]:
    """The CPT and HCPCS codes that claims of this day already carry, of the same kind of claim (professional, facility)."""
    return {
        past.code: Fact("history", f"{past.code} of {past.served}")
        for before in encounter.history
        if before.kind in {None, encounter.claim_kind.value}
        for past in before.of("CPT", "HCPCS")
        if past.served is not None and past.served == encounter.began
    }
