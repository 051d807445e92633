"""The same service again on one day is told to be a repetition by 76; a laboratory test says it by 91."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.sent import sent_today
from chartproof.code.services.authority import SINCE, cpt
from chartproof.codesets.books import Books
from chartproof.model.results import Because
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifier 76"))
def repeated(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """The same service again on one day is told to be a repetition by 76; a laboratory test says it by 91."""
    scene, bills = subject

    sent = sent_today(scene.coding.encounter)
    for bill in bills:
        because: tuple[Because, ...] = bill.because if bill.place == "repeated" else ()
        if not because and bill.code in sent and bill.of.work in {"act", "test", "staff", "lab"}:
            because = (bill.of.evidence, sent[bill.code])
        if because and bill.of.work == "lab":
            yield Withhold(bill, "76", "a laboratory test that is repeated is told by 91", because)
        elif because:
            yield Modify(bill, "76", because)
