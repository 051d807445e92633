"""Who sets a bone in the emergency department and leaves the aftercare to another reports surgical care only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.record import ClaimKind, Setting
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.2"))
def surgical_care_only(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Who sets a bone in the emergency department and leaves the aftercare to another reports surgical care only."""
    scene, bills = subject

    claim = scene.coding.encounter
    if claim.setting is not Setting.ED or claim.claim_kind is not ClaimKind.PROFESSIONAL:
        return
    for bill in bills:
        words = (
            found(scene, whole(scene, bill.of), _AFTER)
            if bill.of.means in {"fracture care", "dislocation reduced"}
            else None
        )
        if words:
            yield Modify(bill, "54", (words,), first=True)


_AFTER = re.compile(
    r"\b(?:follow(?:[- ]?up)?|f/u|refer\w*)\b[^.;\n]{0,60}\b(?:ortho\w*|hand surg\w*|podiatr\w*|oral surg\w*|omfs|specialist)"
)
