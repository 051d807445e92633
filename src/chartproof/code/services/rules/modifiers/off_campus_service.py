"""A hospital's service in a department off its campus carries PO where excepted, PN where not."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.department import off_campus
from chartproof.code.services.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=Cite("Medicare Claims Processing Manual, chapter 4", "20.6, modifiers PO and PN"),
)
def off_campus_service(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A hospital's service in a department off its campus carries PO where excepted, PN where not."""
    scene, bills = subject

    if scene.coding.encounter.claim_kind is ClaimKind.FACILITY:
        for told in off_campus(scene.coding.encounter):
            for bill in bills:
                yield told.on(bill)
