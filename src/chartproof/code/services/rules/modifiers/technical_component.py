"""What an office made and did not read itself is the technical component."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import said
from chartproof.code.services.seeing import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(13, "20.2"))
def technical_component(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """What an office made and did not read itself is the technical component."""
    scene, bills = subject

    claim = scene.coding.encounter
    if claim.claim_kind is not ClaimKind.PROFESSIONAL or in_a_facility(claim):
        return
    for bill in bills:
        words = said(scene, bill.of, _ONLY) if bill.of.work == "test" else None
        if words:
            yield Modify(bill, "TC", (words,), first=True)


_ONLY = re.compile(
    r"\btechnical component(?: only)?\b|\b(?:sent|forwarded) (?:to|for) (?:the )?(?:outside |off-?site )?radiolog\w+ (?:for|to) (?:interpretation|read\w*)|\bread by (?:the )?(?:outside|off-?site) radiolog\w+"
)
