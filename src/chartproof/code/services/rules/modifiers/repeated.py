"""The same service again on one day is told to be a repetition by 76; a laboratory test says it by 91."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.results import Because
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifier 76"))
def repeated(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """The same service again on one day is told to be a repetition by 76; a laboratory test says it by 91."""
    scene, bills = subject

    sent = _sent(scene)
    for bill in bills:
        because: tuple[Because, ...] = bill.because if bill.place == "repeated" else ()
        if not because and bill.code in sent and bill.of.work in {"act", "test", "staff", "lab"}:
            because = (bill.of.evidence, sent[bill.code])
        if because and bill.of.work == "lab":
            yield Withhold(bill, "76", "a laboratory test that is repeated is told by 91", because)
        elif because:
            yield Modify(bill, "76", because)


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
