"""A service on an eyelid names the lid."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.lids import lids
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifiers E1 to E4"))
def lid(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """A service on an eyelid names the lid."""
    scene, bills = subject

    for bill in bills:
        if bill.of.means == "chalazion removed" or "eyelid" in bill.of.marks:
            for modifier, words in lids(scene, bill.of)[:1]:
                yield Modify(bill, modifier, (words,))
