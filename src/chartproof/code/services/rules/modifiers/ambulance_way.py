"""A transport and its miles say in two letters from where to where."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.ambulance import dead_before_loading, way_of
from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(15, "30"))
def ambulance_way(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A transport and its miles say in two letters from where to where."""
    scene, bills = subject

    for bill in bills:
        if bill.of.means == "ambulance" and not dead_before_loading(scene, bill.of):
            way = way_of(scene, bill.of)
            if way:
                yield Modify(bill, way[0], way[1], first=True)
