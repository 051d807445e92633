"""Who only reads a test that the facility made reports the professional component, where the code has one."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.whose import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind
from chartproof.model.results import Because
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.components import TWO_PARTS, WHY_NOT, component_of


@rule(holds=SINCE, reviewed=None, cite=manual(13, "20.1"))
def professional_component(
    subject: tuple[Scene, tuple[Bill, ...]], books: Books
) -> Iterator[Modify | Withhold]:
    """Who only reads a test that the facility made reports the professional component, where the code has one."""
    scene, bills = subject

    claim = scene.coding.encounter
    if claim.claim_kind is not ClaimKind.PROFESSIONAL:
        return
    away = in_a_facility(claim)
    for bill in bills:
        if bill.of.work != "test":
            continue
        words = None if away else found(scene, bill.of.scene, _READ_ONLY)
        if not (away or words):
            continue
        because: tuple[Because, ...] = (words,) if words else (Fact("setting", claim.setting.value),)
        told = component_of(bill.code, books)
        if told is None or told[0] in TWO_PARTS:
            yield Modify(bill, "26", (*because, *((told[1],) if told else ())), first=True)
        else:
            yield Withhold(bill, "26", WHY_NOT[told[0]], (*because, told[1]))


_READ_ONLY = Pattern(
    r"\bprofessional component\b|\b(?:interpretation|reading|read) only\b|\b(?:images|films|tracing|study) (?:were |was )?(?:made|obtained|taken|performed) (?:at|by) (?:the |an? )?(?:hospital|outside|imaging center)\b[^.;\n]{0,60}\b(?:i |my )(?:read|interpret\w*|report)"
)
