"""The same service again on one day is told to be a repetition: 91 for a laboratory test, else 76."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifiers 76 and 91"))
def repeated(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """The same service again on one day is told to be a repetition: 91 for a laboratory test, else 76."""
    _scene, bills = subject

    for bill in bills:
        if bill.place == "repeated":
            yield Modify(bill, "91" if bill.of.work == "lab" else "76", bill.because)
