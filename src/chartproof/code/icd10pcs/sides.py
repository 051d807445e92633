"""Which side: beside the place, in the sentence, else the one side that the record of the operation names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.code.icd10pcs.told import Told
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.pcs.sites import Site

_SIDE = Pattern(
    r"\b(?:(?P<pair>(?:right|left),?\s+(?:and|&)\s+(?:(?:in|of|on)\s+)?(?:the\s+)?(?:left|right))|"
    r"(?P<left>left(?:-sided)?|lt|L(?=\s+(?:[a-z]{3}|\d(?:st|nd|rd|th)\b)))|(?P<right>right(?:-sided)?|rt|R(?=\s+(?:[a-z]{3}|\d(?:st|nd|rd|th)\b)))|"
    r"(?P<both>bilateral(?:ly)?|both(?!\s+(?:the\s+)?(?:bon|end|fragment|layer|slip|lobe|lateral|medial|cortic|surface|pole|branch|column|plate|screw|vertebra|level|clip|lumen|port|edge|wound|stage|cemented|component|radius|tibia|compartment|posterior|anterior))|each(?!\s+(?:was|were|reduced|fixed|plated|sewn|repaired|closed)))|(?P<os>OS)|(?P<od>OD)|(?P<ou>OU))\b",
    re.IGNORECASE,
)
_SIDES = {
    "left": "left",
    "right": "right",
    "both": "both",
    "os": "left",
    "od": "right",
    "ou": "both",
    "pair": "both",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A side that is said, and where."""

    side: str
    start: int
    end: int


Said = tuple[str | None, Evidence | None]


#: Segments of the liver: the second to the fourth lie in its left lobe, the fifth to the eighth in its right.
_SEGMENT = Pattern(
    r"segments?\s+(?:(?P<right>V|VI|VII|VIII|[5-8])|(?P<left>II|III|IV[ab]?|[2-4][ab]?))$", re.IGNORECASE
)


def side_said(told: Told, site: Site | None) -> Said:
    """The side of a part that an act is done to, and the words that say it; None where none does."""
    text, (start, end) = told.document.text, told.sentence
    if site and (m := _SEGMENT.match(text[site.start : site.end])):
        return m.lastgroup, told.document.quote(site.start, site.end)
    anchor = (site.start, site.end) if site else (told.start, told.end)
    if start <= anchor[0] < end:
        found = sides(text, start, end)
        near = [
            f
            for f in found
            if 0 <= anchor[0] - f.end <= 30 or -(anchor[1] - anchor[0]) <= f.start - anchor[1] <= 12
        ]
        within = [f for f in near if anchor[0] <= f.start < anchor[1]]
        if {f.side for f in within} == {"left", "right"}:
            return "both", told.document.quote(within[0].start, within[0].end)
        if near:
            return _nearest(told, near, anchor)
        if {f.side for f in found} == {"left", "right"}:
            return "both", told.document.quote(found[0].start, found[0].end)
        if found:
            return _nearest(told, found, anchor)
    elif site and (found := sides(text, max(0, site.start - 30), min(len(text), site.end + 12))):
        return _nearest(told, found, anchor)
    return _of_record(told)


def _nearest(told: Told, found: list[Side], anchor: tuple[int, int]) -> Said:
    best = min(found, key=lambda f: min(abs(anchor[0] - f.end), abs(f.start - anchor[1])))
    return best.side, told.document.quote(best.start, best.end)


def _of_record(told: Told) -> Said:
    """The side that the sentences nearest name; where they name both, both at the head of the record only."""
    text = told.document.text
    every: list[Side] = []
    for ring in told.rings():
        every += [f for a, b in ring for f in sides(text, a, b) if text[f.start : f.end].lower() != "each"]
        if not every:
            continue
        kinds = {f.side for f in every}
        is_bilateral = any(text[f.start : f.end].lower().startswith(("bilateral", "ou")) for f in every)
        are_both = is_bilateral or {"left", "right"} <= kinds
        meant = "both" if are_both else next(iter(kinds - {"both"}), "both")
        if meant == "both" and told.at and not is_bilateral:
            return None, None
        at = next((f for f in every if f.side == meant), every[0])
        return meant, told.document.quote(at.start, at.end)
    return None, None


_LEFT_AFTER = Pattern(
    r"\s+(?:in|to|the|open|alone|behind|at|for|over|on|as|across|inside|within|under|indwelling|intact|down)\b",
    re.IGNORECASE,
)
_LEFT_BEFORE = Pattern(
    r"\b(?:was|were|is|are|been|and|stents?|drains?|tubes?|catheters?|sheaths?|packing|foley|mold|leads?|skin|wound|fissure|fascia|head|kidneys?|device|lab|patient|cervix|native|ovary|ovaries|uterus|spleen|testis|gland|lobe|bladder|bone|tendon|muscle|nail|scar|tooth)\s+$",
    re.IGNORECASE,
)


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether `left` says that something was left there, and no side."""
    if _LEFT_AFTER.match(text, end, end + 14):
        return True
    stops = not text[end : end + 1] or text[end : end + 1] in ".;,)"
    return stops and _LEFT_BEFORE.search(text, max(0, start - 14), start) is not None


#: The side of the donor's organ is not where it was put (B3.16).
_DONOR = Pattern(r"\bdonor(?:'s|\u2019s)?\s+$", re.IGNORECASE)


def sides(text: str, start: int, end: int) -> list[Side]:
    """The sides that a stretch of text says, in order."""
    found = []
    for m in _SIDE.finditer(text, start, end):
        kind = next(k for k, v in m.groupdict().items() if v)
        is_short = kind in {"os", "od", "ou"} or len(m[0]) == 1
        if (is_short and not m[0].isupper()) or (kind == "left" and _is_verb(text, m.start(), m.end())):
            continue
        if _DONOR.search(text, max(0, m.start() - 12), m.start()):
            continue
        found.append(Side(_SIDES[kind], m.start(), m.end()))
    return found
