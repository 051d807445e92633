"""Dressings handed out are reported by their kind, the size of one, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import HOUSE, SINCE
from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.pieces import pieces
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=HOUSE)
def dressing_supplied(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Dressings handed out are reported by their kind, the size of one, and how many."""
    for row in figures("dressings"):
        for done in scene.of(row["name"])[:1]:
            size, number = _inches(scene, done), pieces(scene, done)
            if size is None or number is None:
                yield lacking(__name__, done, "the size of a dressing and how many were handed out")
                continue
            group = "small" if size[0] <= _SMALL else "medium" if size[0] <= _MEDIUM else "large"
            yield Bill(row[group], done, (size[1], number[1]), number[0])


#: Square inches up to which a dressing is small, and medium.
_SMALL, _MEDIUM = 16, 48
_SIDES = Pattern(
    r"\b(\d{1,2}(?:\.\d+)?) ?(?:in(?:ch(?:es)?)?|\")? ?(?:x|by|\u00d7) ?(\d{1,2}(?:\.\d+)?)[ -]?(in(?:ch(?:es)?)?\b|\"|cm\b)?"
)
_AREA = Pattern(r"\b(\d{1,3}) ?(?:sq(?:uare)?\.? ?in(?:ch(?:es)?)?)\b")
_CM = Decimal("2.54")


def _inches(scene: Scene, done: Done) -> tuple[Decimal, Evidence] | None:
    """The square inches of one dressing, as its sentence tells them."""
    low = text_of(scene, done.near)
    if match := _AREA.search(low):
        return Decimal(match[1]), quote(scene, done.near, *match.span())
    match = _SIDES.search(low)
    if match is None or match[3] is None:
        return None
    area = Decimal(match[1]) * Decimal(match[2])
    return (area / (_CM * _CM) if match[3] == "cm" else area), quote(scene, done.near, *match.span())
