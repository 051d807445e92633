"""Who only reads a test that the facility made reports the professional component."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.seeing import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(13, "20.1"))
def professional_component(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Who only reads a test that the facility made reports the professional component."""
    scene, bills = subject

    claim = scene.coding.encounter
    if claim.claim_kind is not ClaimKind.PROFESSIONAL or not in_a_facility(claim):
        return
    for bill in bills:
        if bill.of.work == "test" and bill.code not in _PARTS:
            yield Modify(bill, "26", (Fact("setting", claim.setting.value),), first=True)


#: Codes that are a professional part by themselves, or have none.
_PARTS = frozenset(
    {
        "93000",
        "93005",
        "93010",
        "93040",
        "93041",
        "93042",
        "93015",
        "93016",
        "93017",
        "93018",
        "93225",
        "93227",
        "93228",
        "93242",
        "93244",
        "93246",
        "93248",
        "93270",
        "93272",
        "95251",
        "93294",
        "93295",
        "93298",
        "92015",
        "92020",
        "99195",
    }
)
