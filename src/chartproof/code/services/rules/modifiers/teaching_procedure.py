"""A procedure or a reading in part by a resident carries GC where the teaching physician tells that he was there."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.teaching import RESIDENT, presence_in, resident_in
from chartproof.code.services.authority import SINCE
from chartproof.code.services.finding import found
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=Cite("Medicare Claims Processing Manual, chapter 12", "100.1; 42 CFR 415.172"),
)
def teaching_procedure(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A procedure or a reading in part by a resident carries GC where the teaching physician tells that he was there."""
    scene, bills = subject

    claim = scene.coding.encounter
    if claim.claim_kind is not ClaimKind.PROFESSIONAL or resident_in(claim) is None:
        return
    for bill in bills:
        if bill.of.work not in {"act", "test"} or bill.of.table == "anesthesia":
            continue  # anesthesia tells it by a rule of its own
        resident = found(scene, bill.of.scene, RESIDENT)
        if resident is None:
            continue
        present = presence_in(claim, bill.of.work)
        if present:
            yield Modify(bill, "GC", (resident, present))
        else:
            says = "the teaching physician does not say that he was there for the key part"
            yield Withhold(bill, "GC", says, (resident,))
