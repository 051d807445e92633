"""Treatments of a first span of minutes and further ones are reported by both, each from the middle of its span."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import affirmed, words
from chartproof.code.services.infusing import minutes_of
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("time: a unit is attained when its midpoint is passed"))
def first_and_further(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Treatments of a first span of minutes and further ones are reported by both, each from the middle of its span."""
    for family, (plain, stimulated, first, each) in _SPANS.items():
        for done in scene.of(family)[:1]:
            told = minutes_of(scene, done)
            if told is None:
                yield lacking(__name__, done, "the minutes of the treatment")
                continue
            helped = affirmed(scene, done.scene, _STIMULATED) if stimulated else None
            code, further = stimulated if stimulated and helped else plain
            because = (told[1], *((helped,) if helped else ()))
            if told[0] > first // 2:
                yield Bill(code, done, because)
            if told[0] > first and (more := (told[0] - first + each - each // 2 - 1) // each):
                yield Bill(further, done, because, more)


_STIMULATED = words("electrical stimulation|electro-acupuncture|electroacupuncture|e-stim|estim")
_Codes = tuple[str, str]
#: First and further code, those with electrical stimulation, minutes of the first span and of each further one.
_SPANS: dict[str, tuple[_Codes, _Codes | None, int, int]] = {
    "cognitive training": (("97129", "97130"), None, 15, 15),
    "acupuncture": (("97810", "97811"), ("97813", "97814"), 15, 15),
    "ingestion challenge": (("95076", "95079"), None, 120, 60),
}
