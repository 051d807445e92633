"""What Medicare is expected to deny or never covers says what the patient was told: GA, GX, GY or GZ."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.notices import notice_of
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(30, "50; modifiers GA, GX, GY and GZ"))
def liability_notice(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """What Medicare is expected to deny or never covers says what the patient was told: GA, GX, GY or GZ."""
    scene, bills = subject

    if scene.coding.encounter.payer is not Payer.MEDICARE:
        return
    for bill in bills:
        for told in notice_of(scene, bill.of, alone=len(bills) == 1):
            yield told.on(bill)
