"""The code of a number: so many lesions, nails, regions, muscles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from chartproof.code.services.finding import quote, text_of
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Scene
from chartproof.terms.procedures import figures


def by_number(
    family: str, done: Done, told: tuple[int, Evidence], because: tuple[Evidence, ...] = ()
) -> Iterator[Bill]:
    """The line of a family for a number, and the further one where each beyond the first adds its own."""
    number, words = told
    for row in figures("counts"):
        if (
            row["family"] == family
            and number >= int(row["least"])
            and (not row["most"] or number <= int(row["most"]))
        ):
            yield Bill(row["code"], done, (words, *because))
            if row["each_further"] and number > int(row["least"]):
                yield Bill(row["each_further"], done, (words, *because), number - int(row["least"]))


#: What is sold by so many pieces a unit.
_PACKS = {"A4253": 50, "A4259": 100}


def packs_of(code: str, number: int) -> int:
    """The units of so many pieces; a number smaller than a pack counts packs."""
    pack = _PACKS.get(code, 1)
    return ceil(number / pack) if number >= pack else number


#: Names that are counted where no number is told.
_NAMES = {
    "trigger points injected": re.compile(
        r"\b(?:trapezius|rhomboids?|levator scapulae|quadratus lumborum|gluteus \w+|piriformis|splenius \w+|infraspinatus|supraspinatus|scalenes?|paraspinals?|sternocleidomastoid|latissimus)\b"
    ),
    "spinal regions manipulated": re.compile(r"\b(?:cervical|thoracic|lumbar|sacral|pelvic)\b"),
    "osteopathic treatment": re.compile(
        r"\b(?:head|cervical|thoracic|lumbar|sacral|sacrum|pelvi[cs]|lower extremit\w+|upper extremit\w+|ribs?|rib cage|abdom\w+)\b"
    ),
}


def listed(scene: Scene, many: tuple[Done, ...], family: str) -> tuple[int, Evidence] | None:
    """The number of muscles or regions that are named."""
    pattern = _NAMES.get(family)
    if pattern is None:
        return None
    for span in (many[0].near, many[0].scene):
        found = {m.group(): m for m in pattern.finditer(text_of(scene, span))}
        if found:
            last = max(found.values(), key=lambda m: m.end())
            first = min(found.values(), key=lambda m: m.start())
            return len(found), quote(scene, span, first.start(), last.end())
    return None
