"""The same service again on one day is told to be a repetition by 76; a laboratory test says it by 91."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifier 76"))
def repeated(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """The same service again on one day is told to be a repetition by 76; a laboratory test says it by 91."""
    _scene, bills = subject

    for bill in bills:
        if bill.place == "repeated" and bill.of.work != "lab":
            yield Modify(bill, "76", bill.because)
