"""A service on both sides of the body is one line with modifier 50."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.7"))
def both_sides(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A service on both sides of the body is one line with modifier 50."""
    scene, bills = subject

    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    for bill in bills:
        if bill.side and bill.side[0] == "both" and not (bill.code == "69210" and medicare):
            yield Modify(bill, "50", (bill.side[1],))
