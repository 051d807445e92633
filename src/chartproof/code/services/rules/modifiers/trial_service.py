"""What a sentence tells as part of a clinical trial carries Q0 where it is investigated, else Q1, for Medicare."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.trial import in_trial
from chartproof.code.services.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Claims Processing Manual, chapter 32", "69.6"))
def trial_service(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """What a sentence tells as part of a clinical trial carries Q0 where it is investigated, else Q1, for Medicare."""
    scene, bills = subject

    if in_trial(scene.coding.encounter) is None:
        return
    for bill in bills:
        told = in_trial(scene.coding.encounter, bill.of.near)
        if told:
            yield told.on(bill)
