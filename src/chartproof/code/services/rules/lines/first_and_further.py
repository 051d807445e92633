"""Treatments of a first span of minutes and further ones are reported by both, each from the middle of its span."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import affirmed, quote, text_of, words
from chartproof.code.services.infusing import minutes_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("time: a unit is attained when its midpoint is passed"))
def first_and_further(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Treatments of a first span of minutes and further ones are reported by both, each from the middle of its span."""
    for family, (plain, stimulated, first, each) in _SPANS.items():
        for done in scene.of(family)[:1]:
            told = _logged(scene, done) if family in _LOGGED else minutes_of(scene, done)
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
    "psychological testing evaluated": (("96130", "96131"), None, 60, 60),
    "neuropsychological testing evaluated": (("96132", "96133"), None, 60, 60),
    "tests administered": (("96136", "96137"), None, 30, 30),
    "tests administered by a technician": (("96138", "96139"), None, 30, 30),
}
#: Work of hours that a log tells in parts, with its total.
_LOGGED = frozenset(
    family for family in _SPANS if family.endswith(("evaluated", "administered", "technician"))
)
_TOTAL = Pattern(
    r"\b(?:total|sum|in all)\b[^.;\n\d]{0,24}(?:(?P<h>\d+(?:\.\d+)?) ?(?:h|hrs?|hours?)\b ?)?(?:(?P<m>\d{1,3}) ?(?:m|min\w*)\b)?"
)
_PART = Pattern(r"\b(?P<m>\d{1,3}) ?(?:minutes|min)\b")


def _logged(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """The minutes of a part of a log: its total, else those beside its name, else the sum of its entries."""
    record = whole(scene, done)
    later = [
        d.evidence.start
        for f in _LOGGED
        for d in scene.of(f)
        if d.evidence.start > done.evidence.end and d.means != done.means
    ]
    low = text_of(scene, record)
    last = min([*later, len(low)])
    for match in _TOTAL.finditer(low, done.evidence.start, last):
        if match["h"] or match["m"]:
            return round(float(match["h"] or 0) * 60) + int(match["m"] or 0), quote(
                scene, record, *match.span()
            )
    parts = list(_PART.finditer(low, done.evidence.end, last))
    if len(parts) > 1:
        return sum(int(m["m"]) for m in parts), quote(scene, record, parts[0].start(), parts[-1].end())
    return minutes_of(scene, done)
