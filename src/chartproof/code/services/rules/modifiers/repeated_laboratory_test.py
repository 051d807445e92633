"""A laboratory test that is made again on one day for another result carries 91; a rerun of the same specimen does not."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.sent import sent_today
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.laboratories import rerun_of
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(16, "100.5.1"))
def repeated_laboratory_test(
    subject: tuple[Scene, tuple[Bill, ...]], _: Books
) -> Iterator[Modify | Withhold]:
    """A laboratory test that is made again on one day for another result carries 91; a rerun of the same specimen does not."""
    scene, bills = subject

    sent = sent_today(scene.coding.encounter)
    for bill in bills:
        if bill.of.work != "lab":
            continue
        rerun = rerun_of(scene, bill.of)
        if rerun:
            says = "a rerun to confirm, or for trouble with specimen or equipment, is no further test"
            yield Withhold(bill, "91", says, (rerun,))
        elif bill.place == "repeated":
            yield Modify(bill, "91", bill.because)
        elif bill.code in sent:
            yield Modify(bill, "91", (bill.of.evidence, sent[bill.code]))
