"""Anesthesia carries the patient's physical status."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.anesthesia import class_of
from chartproof.code.services.authority import SINCE, cpt
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("anesthesia guidelines: physical status modifiers"))
def physical_status(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Anesthesia carries the patient's physical status."""
    scene, bills = subject

    for bill in bills:
        told = class_of(scene, bill.of) if bill.of.means == "anesthesia" and bill.code[0] == "0" else None
        if told:
            yield Modify(bill, f"P{told.number}", (told.words,))
