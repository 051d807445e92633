"""Work under a supervisor who was there by sound and picture carries FR for Medicare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.services.finding import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2022, 1, 1), None),
    reviewed=None,
    cite=Cite("CY 2022 Physician Fee Schedule final rule", "86 FR 64996, modifier FR"),
)
def virtual_supervision(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """Work under a supervisor who was there by sound and picture carries FR for Medicare."""
    scene, bills = subject

    if scene.coding.encounter.payer is not Payer.MEDICARE:
        return
    for bill in bills:
        words = said(scene, bill.of, _SUPERVISED)
        if words is None or bill.code.startswith(("J", "Q", "A", "L")):
            continue
        alone = said(scene, bill.of, _SOUND_ALONE)
        if alone:
            says = "supervision by telephone alone is no direct supervision"
            yield Withhold(bill, "FR", says, (words, alone))
        else:
            yield Modify(bill, "FR", (words,))


_SUPERVISED = Pattern(
    r"\bsupervis\w+\b[^.;\n]{0,50}\b(?:by|via|through|over|using)\b[^.;\n]{0,30}\b(?:video|audio|telephone|phone|virtual\w*)\b|\bvirtual(?:ly)? (?:direct )?supervis\w+|"
    r"\b(?:immediately|virtually) available (?:by|via|through)[^.;\n]{0,30}\b(?:video|audio)\b"
)
_SOUND_ALONE = Pattern(
    r"\baudio[- ]only\b|\b(?:tele)?phone (?:alone|only)\b|\bsupervis\w+\b[^.;\n]{0,24}\b(?:by|via|over) (?:the )?(?:tele)?phone\b"
)
