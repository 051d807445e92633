"""Two surgeons who each do a distinct part of one operation both report it with modifier 62."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.surgery import is_professional, operations, settled, told_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.globals import Surgery, surgery_of


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.8"))
def two_surgeons(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """Two surgeons who each do a distinct part of one operation both report it with modifier 62."""
    scene, bills = subject

    for bill in operations(bills) if is_professional(scene) else ():
        words = told_of(scene, bill, _TWO)
        if words is None:
            continue
        if apart := told_of(scene, bill, _APART):
            yield Withhold(bill, "62", _OWN, (words, apart))
            continue
        surgery = surgery_of(bill.code, books)
        need = told_of(scene, bill, _NEED) if surgery and surgery.co_surgeons == "1" else None
        told = (words, need) if need else (words,)
        yield settled(bill, "62", told, None if need else _no(surgery), surgery)


def _no(surgery: Surgery | None) -> str | None:
    return _NO.get(surgery.co_surgeons) if surgery else None


_NO = {
    "0": "the fee schedule allows no two surgeons for this code",
    "1": "the fee schedule asks why two surgeons were needed, and the record does not say",
    "9": "two surgeons do not apply to this code",
}
_OWN = "each surgeon did an operation of his own, and reports that alone"
_TWO = Pattern(
    r"(?<!no )(?<!without )\b(?:co-?surgeons?\b(?! ?:? ?(?:none|n/?a)\b)|co-?surgery\b|(?:two|2|dual)[- ]surgeons?\b[^.;\n]{0,80}\b(?:primary|part|portion|approach|specialt\w+|together|jointly)|"
    r"(?:both|two|we|each) (?:of us )?(?:acted|worked|operated|served) (?:together )?as (?:two |co-?)?(?:primary |principal )?surgeons)"
)
_APART = Pattern(
    r"\b(?:separate|different|own) (?:and distinct )?(?:procedures?|operations?)\b[^.;\n]{0,40}\b(?:each|both|surgeons?|dictat\w+)|"
    r"\beach (?:surgeon )?(?:performed|did|performing) (?:his|her|their|a|an) (?:own |separate |different )(?:procedure|operation)"
)
_NEED = Pattern(
    r"\b(?:co-?surgeons?|two surgeons|second surgeon)\b(?:[^.;\n]|(?<=\b\w)\.){0,80}\b(?:necess\w+|required|needed|because|due to|owing to|for (?:the )?(?:exposure|approach|complex\w*))"
)
