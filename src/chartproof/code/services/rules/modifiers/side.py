"""A service on one side of the body carries the side."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(4, "20.6.2"))
def side(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A service on one side of the body carries the side."""
    _scene, bills = subject

    for bill in bills:
        if bill.side and bill.side[0] in _SIDES:
            yield Modify(bill, _SIDES[bill.side[0]], (bill.side[1],))


_SIDES = {"right": "RT", "left": "LT"}
