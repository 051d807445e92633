"""What an office made and did not read itself is the technical component, where the code has one; a hospital does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import said
from chartproof.code.services.whose import in_a_facility
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.components import TWO_PARTS, WHY_NOT, component_of


@rule(holds=SINCE, reviewed=None, cite=manual(13, "20.2"))
def technical_component(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """What an office made and did not read itself is the technical component, where the code has one; a hospital does not say so."""
    scene, bills = subject

    claim = scene.coding.encounter
    professional = claim.claim_kind is ClaimKind.PROFESSIONAL
    if professional and in_a_facility(claim):
        return
    for bill in bills:
        words = said(scene, bill.of, _ONLY) if bill.of.work == "test" else None
        if words is None:
            continue
        told = component_of(bill.code, books)
        if not professional:
            says = "a hospital's claim is for its own part already"
            yield Withhold(bill, "TC", says, (words, Fact("claim_kind", "facility")))
        elif told is None or told[0] in TWO_PARTS:
            yield Modify(bill, "TC", (words, *((told[1],) if told else ())), first=True)
        else:
            yield Withhold(bill, "TC", WHY_NOT[told[0]], (words, told[1]))


_ONLY = Pattern(
    r"\bclaim (?:is )?(?:ours )?(?:is )?for the (?:recording|technical (?:part|work|component)|tracing|images?) (?:only|alone)\b|"
    r"\b(?:recording|technical (?:part|work)) only\b|\b(?:wrote|writes|dictate[sd]|gave|provides?|made) the (?:interpretation|reading|report) and bills?\b|\b(?:bills?|billed) (?:for )?(?:it|the (?:interpretation|reading)) under (?:their|his|her|its) own\b|"
    r"\btechnical component(?: only)?\b|\b(?:sent|forwarded) (?:to|for) (?:the |an? )?(?:outside |off-?site )?(?:radiolog|cardiolog)\w+ (?:group )?(?:for|to) (?:interpretation|read\w*|over-?read\w*)|"
    r"\b(?:read|interpreted|over-?read) by (?:the |an? )?(?:outside|off-?site|hospital) (?:radiolog|cardiolog)\w+|\bwill (?:read|interpret) and bill\b"
)
