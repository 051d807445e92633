"""A service of a hospice patient carries GV by an attending whom the hospice does not employ, GW for another condition."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.hospice import hospice
from chartproof.code.services.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Claims Processing Manual, chapter 11", "40.1.3; 50"))
def hospice_service(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A service of a hospice patient carries GV by an attending whom the hospice does not employ, GW for another condition."""
    scene, bills = subject

    for told in hospice(scene.coding.encounter):
        for bill in bills:
            if told.modifier == "GW" or bill.of.work in {"act", "test"}:
                yield told.on(bill)
