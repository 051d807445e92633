"""A laboratory test that is made again on one day for another result carries 91; a rerun of the same specimen does not."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.laboratories import rerun_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(16, "100.5.1"))
def repeated_laboratory_test(
    subject: tuple[Scene, tuple[Bill, ...]], _: Books
) -> Iterator[Modify | Withhold]:
    """A laboratory test that is made again on one day for another result carries 91; a rerun of the same specimen does not."""
    scene, bills = subject

    sent = _sent(scene)
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


def _sent(scene: Scene) -> dict[str, Fact]:
    """The codes that claims of this day already carry, of the same kind of claim."""
    claim = scene.coding.encounter
    return {
        past.code: Fact("history", f"{past.code} of {past.served}")
        for before in claim.history
        if before.kind in {None, claim.claim_kind.value}
        for past in before.of("CPT", "HCPCS")
        if past.served is not None and past.served == claim.began
    }
