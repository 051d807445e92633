"""The steps of the machinery that may stand in a proof of the whole claim."""

from __future__ import annotations

from chartproof.model.coding import Cite
from chartproof.rules.core import Method

HOUSE = Cite("chartproof", "how coders usually read it")
CHARGED = Method(
    "claim.charged",
    "A charge is reported only where the record documents the service; no words of this record bear it.",
    HOUSE,
)
METHODS = {CHARGED.id: CHARGED}
