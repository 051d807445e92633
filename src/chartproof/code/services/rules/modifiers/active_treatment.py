"""Medicare pays the adjustment of the spine as active treatment alone, and wants AT to say so; care that only maintains carries none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Benefit Policy Manual", "15, 240.1.3"))
def active_treatment(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Medicare pays the adjustment of the spine as active treatment alone, and wants AT to say so; care that only maintains carries none."""
    scene, bills = subject
    if scene.coding.encounter.payer is not Payer.MEDICARE:
        return
    for bill in bills:
        if bill.code not in _ADJUSTED:
            continue
        record = whole(scene, bill.of)
        active, kept = found(scene, record, _ACTIVE), found(scene, record, _MAINTAINED)
        if kept:
            says = "what only maintains is no active treatment"
            yield Withhold(bill, "AT", says, tuple(e for e in (kept, active) if e))
        elif active:
            yield Modify(bill, "AT", (active,))


_ADJUSTED = frozenset({"98940", "98941", "98942"})
_ACTIVE = re.compile(
    r"\b(?:active (?:treatment|care)|acute|improv\w+|goals? (?:not (?:yet )?met|remain)|functional (?:gains?|improvement|goals?)|(?:visit|treatment) \d{1,2} ?(?:of|/) ?\d{1,2}|corrective|initial (?:visit|treatment))\b"
)
_MAINTAINED = re.compile(
    r"\b(?:maintenance|supportive|wellness|preventive) (?:care|adjustments?|therapy|treatment|visits?)\b|\bmaximum (?:medical|therapeutic) (?:improvement|benefit)\b"
)
