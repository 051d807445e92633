"""Medicare's anesthesia by a resident under a teaching anesthesiologist says so."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "50"))
def teaching_anesthesia(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Medicare's anesthesia by a resident under a teaching anesthesiologist says so."""
    scene, bills = subject

    if scene.coding.encounter.payer is not Payer.MEDICARE:
        return
    for bill in bills:
        if bill.of.means == "anesthesia" and bill.code[0] == "0":
            words = found(scene, whole(scene, bill.of), _TAUGHT)
            if words:
                yield Modify(bill, "GC", (words,))


_TAUGHT = Pattern(
    r"\bteaching (?:anesthesiologist|physician)\b[^.]{0,120}\bresident|\bresident\b[^.]{0,120}\bteaching (?:anesthesiologist|physician)|\b(?:with|by) (?:an? |the )?(?:anesthesia |anesthesiology )?resident\b"
)
