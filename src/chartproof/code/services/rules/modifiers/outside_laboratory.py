"""A laboratory test that an outside laboratory made and the practice bills carries 90; Medicare pays the laboratory alone."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found, said
from chartproof.code.services.laboratories import BILLED_BY_US, DRAWN, OUTSIDE
from chartproof.codesets.books import Books
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(16, "40.1"))
def outside_laboratory(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A laboratory test that an outside laboratory made and the practice bills carries 90; Medicare pays the laboratory alone."""
    scene, bills = subject

    claim = scene.coding.encounter
    if claim.claim_kind is not ClaimKind.PROFESSIONAL:
        return
    for bill in bills:
        if bill.of.work != "lab" or DRAWN.search(bill.of.evidence.words.lower()):
            continue
        ours = said(scene, bill.of, BILLED_BY_US)
        words = said(scene, bill.of, OUTSIDE) if ours else found(scene, bill.of.near, OUTSIDE)
        if words is None:
            continue
        if ours and claim.payer is not Payer.MEDICARE:
            yield Modify(bill, "90", (words, ours))
        else:
            says = (
                "this test was made here"
                if ours is None
                else "Medicare pays the laboratory that made it alone"
            )
            yield Withhold(bill, "90", says, (words,))
