"""Lengths in centimetres as a passage tells them, and the code of a size at a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chartproof.code.services.finding import nearest, quote, text_of, words
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Scene
from chartproof.terms.numbers import amount, spelled
from chartproof.terms.procedures import figures

_UNIT = r"(?:cm|centimet\w+|mm|millimet\w+|inch(?:es)?)"
_HALVES = {
    "half a": Decimal("0.5"),
    "half": Decimal("0.5"),
    "one and a half": Decimal("1.5"),
    "two and a half": Decimal("2.5"),
}
_NUMBER = rf"\d{{1,3}}(?:\.\d+)?|\.\d+|{'|'.join(_HALVES)}|{spelled()}"
_LENGTH = Pattern(
    rf"(?<![\w.-])(?P<n>{_NUMBER})(?:[\s-]?{_UNIT})?(?P<by>(?:\s?(?:x|by|\u00d7)\s?\d{{1,3}}(?:\.\d+)?(?:\s?{_UNIT})?)*)[\s-]?(?P<unit>{_UNIT})?\b"
)
_EACH = Pattern(r"\d{1,3}(?:\.\d+)?|\.\d+")
_SCALES = {"c": Decimal(1), "m": Decimal("0.1"), "i": Decimal("2.54")}


@dataclass(frozen=True, slots=True)
class Length:
    """A length in centimetres (the longest side), and the words that tell it."""

    cm: Decimal
    words: Evidence
    sides: tuple[Decimal, ...] = ()


def lengths(scene: Scene, span: Evidence) -> Iterator[Length]:
    """The lengths a span tells, in order; of "3 x 2 cm" the longest side."""
    low = text_of(scene, span)
    for match in _LENGTH.finditer(low):
        unit = match["unit"] or next(iter(re.findall(_UNIT, match.group())), None)
        if unit is None:
            continue
        scale = _SCALES[unit[0]]
        first = _HALVES.get(match["n"]) or amount(match["n"])
        sides = tuple(n * scale for n in (first, *map(Decimal, _EACH.findall(match["by"]))))
        yield Length(max(sides), quote(scene, span, *match.span()), sides)


#: So much farther than it stands is a site that a later sentence names.
_BEHIND = 400


def code_of(family: str, kind: str, group: str, cm: Decimal) -> str | None:
    """The code of a family for a size at a site group."""
    for row in figures("sizes"):
        named = (row["family"], row["class"], row["group"]) == (family, kind, group)
        if named and (not row["up_to_cm"] or cm <= Decimal(row["up_to_cm"])):
            return row["code"]
    return None


def site_of(
    scene: Scene, spans: tuple[Evidence, ...], at: Evidence
) -> tuple[dict[str, str], Evidence] | None:
    """The site nearest to some words, in the first span that names one: its row of site groups."""
    for span in spans:
        best: tuple[int, dict[str, str], Evidence] | None = None
        for row in figures("sites"):
            told = nearest(scene, span, words(row["words"]), at)
            if told:
                far = max(at.start - told.end, told.start - at.end, 0)
                if (
                    told.start >= at.end
                    and "." in text_of(scene, span)[max(0, at.end - span.start) : told.start - span.start]
                ):
                    far += _BEHIND  # the next sentence may tell of another place
                if best is None or far < best[0]:
                    best = far, row, told
        if best:
            return best[1], best[2]
    return None
