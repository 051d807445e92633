"""Who operates and leaves the aftercare to another reports surgical care only, by modifier 54."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.surgery import is_professional, operations, settled
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Setting
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.globals import surgery_of


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.2.A.3; 40.4"))
def surgical_care_only(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """Who operates and leaves the aftercare to another reports surgical care only, by modifier 54."""
    scene, bills = subject

    for bill in operations(bills) if is_professional(scene) else ():
        words = _left_to(scene, bill)
        if words is None:
            continue
        mine = found(scene, whole(scene, bill.of), _MINE)
        surgery = surgery_of(bill.code, books)
        no = _SAME if mine else _NONE if surgery and not surgery.days else None
        yield settled(bill, "54", (words, mine) if mine else (words,), no, surgery)


def _left_to(scene: Scene, bill: Bill) -> Evidence | None:
    """The words that leave the aftercare to another: in an emergency department, of bones, by whom he is to see."""
    document = whole(scene, bill.of)
    if words := found(scene, document, _TRANSFERRED):
        return words
    emergency = scene.coding.encounter.setting is Setting.ED
    bones = bill.of.means in {"fracture care", "dislocation reduced"}
    return found(scene, document, _AFTER) if emergency and bones else None


_SAME = "the aftercare is the same practitioner's"
_NONE = "no days after it belong to this code"
_CARE = r"(?:post-?op(?:erative)?|after|follow[- ]?up)[- ]?(?:care|management|visits)"
_TRANSFERRED = Pattern(
    rf"\b(?:remaining |all |his |her )?{_CARE} (?:will be |was |has been |is |to be |is being )?(?:transferred|provided|assumed|managed|done|handled|turned over|handed over|relinquished) (?:to|by) (?!me\b|us\b|our\b)|"
    rf"\b(?:definitive|further|fracture|follow[- ]?up)(?: (?:and|or|&) (?:definitive|follow[- ]?up|further|fracture))? (?:{_CARE}|care|management|mgmt) (?:will be |to be |is |per |by |with |through |w/ )*(?:per|by|with|w/|to|through) (?!me\b|us\b|our\b|my\b)|"
    rf"\btransfer(?:red|ring)? (?:of )?(?:the )?{_CARE} to (?!me\b|us\b|our\b)|\bsurgical care only\b|\bco-?manag\w+ (?:with|by) (?:\w+ ){{0,3}}(?:optometr\w+|dr\b|od\b)"
)
_AFTER = Pattern(
    r"\b(?:follow(?:[- ]?up)?|f/u|refer\w*)\b[^.;\n]{0,60}\b(?:ortho\w*|hand surg\w*|podiatr\w*|oral surg\w*|omfs|specialist)"
)
_MINE = Pattern(
    r"\b(?:follow(?:[- ]?up)?|f/u|see|recheck|return|back)\b[^.;\n]{0,30}\b(?:with|to|by) (?:me|us)\b|\b(?:in|to) (?:my|our) (?:\w+ )?(?:office|clinic)\b|\bi will (?:see|follow|provide)\b[^.;\n]{0,30}\b(?:post-?op\w*|follow[- ]?up|weeks?|care)"
)
