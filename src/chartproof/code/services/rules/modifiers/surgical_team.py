"""A team of surgeons of several specialties reports the operation with modifier 66."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.surgery import is_professional, operations, settled, told_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.globals import surgery_of
from chartproof.terms.numbers import spelled


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.8"))
def surgical_team(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """A team of surgeons of several specialties reports the operation with modifier 66."""
    scene, bills = subject

    for bill in operations(bills) if is_professional(scene) else ():
        words = told_of(scene, bill, _TEAM)
        if words:
            surgery = surgery_of(bill.code, books)
            yield settled(bill, "66", (words,), _NO.get(surgery.team) if surgery else None, surgery)


_NO = {
    "0": "the fee schedule allows no team of surgeons for this code",
    "9": "a team of surgeons does not apply to this code",
}
_TEAM = Pattern(
    rf"\bteam[- ]surgery\b|\b(?:multi-?disciplinary |multi-?specialty )?team of (?:\w+ ){{0,3}}surgeons\b|\bsurgical team of (?:{spelled(3)}|several|[3-9])\b|"
    rf"\b(?:{spelled(3)}|[3-9]) surgeons (?:of|from) (?:\w+ )?(?:different|several|separate) specialties\b"
)
