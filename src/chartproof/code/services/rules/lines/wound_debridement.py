"""Debridement of wounds is reported by the deepest tissue taken away and the area, wounds of one depth together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import quote, said, text_of
from chartproof.code.services.sizes import lengths
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("debridement: depth and area"))
def wound_debridement(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Debridement of wounds is reported by the deepest tissue taken away and the area, wounds of one depth together."""
    for done in scene.of("wound debridement")[:1]:
        depth = next(((codes, w) for codes, pattern in _DEPTHS if (w := said(scene, done, pattern))), None)
        area = _area(scene, done)
        if depth is None or area is None:
            yield lacking(
                __name__, done, "the deepest tissue that was removed and the area in square centimetres"
            )
            continue
        (code, further), words = depth
        yield Bill(code, done, (words, area[1]))
        if area[0] > _FIRST:
            yield Bill(further, done, (words, area[1]), ceil((area[0] - _FIRST) / _FIRST))


_FIRST = 20
#: What follows a tissue that was not taken.
_SPARED = r"(?![^.;]{0,24}\b(?:intact|spared|preserved|uninvolved|(?:not|nor|never) (?:\w+ )?(?:reached|exposed|involved|entered|debrided|visible|seen|removed|violated)))"
_DEPTHS = (
    (
        ("11044", "11047"),
        Pattern(
            r"\b(?:down to|to|through|including|of|into) (?:and including )?(?:the )?bone\b|\bbone (?:was )?(?:debrided|removed)"
        ),
    ),
    (("11043", "11046"), Pattern(rf"\b(?:muscle|fascia)\b{_SPARED}")),
    (
        ("11042", "11045"),
        Pattern(
            rf"\b(?:subcutaneous|sub-?cutis|subq|sub-?q|(?:devitalized|necrotic|nonviable|adipose|to|into|through|and|including) (?:the )?(?:fat|adipose)\b)(?:\b|(?<=\)))(?! injection){_SPARED}"
        ),
    ),
    (("97597", "97598"), Pattern(r"\b(?:epidermis|dermis|slough|fibrin|biofilm|selective|devitalized)\b")),
)
_AREA = Pattern(r"(\d+(?:\.\d+)?) ?(?:sq\.? ?cm|square cent\w+|cm2|cm\u00b2)")


def _area(scene: Scene, done: Done) -> tuple[Decimal, Evidence] | None:
    """The area as told, else of the wound's two sides."""
    for span in (done.near, done.scene):
        if match := _AREA.search(text_of(scene, span)):
            return Decimal(match[1]), quote(scene, span, *match.span())
    for span in (done.near, done.scene):
        for length in lengths(scene, span):
            if len(length.sides) > 1:
                return length.sides[0] * length.sides[1], length.words
    return None
