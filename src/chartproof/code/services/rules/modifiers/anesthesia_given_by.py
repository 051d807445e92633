"""Anesthesia says who gave it: the physician alone, directing one or several rooms, or the nurse anesthetist directed or not."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.anesthesia import given_by
from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "50"))
def anesthesia_given_by(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Anesthesia says who gave it: the physician alone, directing one or several rooms, or the nurse anesthetist directed or not."""
    scene, bills = subject

    for bill in bills:
        who = given_by(scene, bill.of) if bill.of.means == "anesthesia" and bill.code[0] == "0" else None
        if who:
            yield Modify(bill, who[0], who[1], first=True)
