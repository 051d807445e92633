"""Which levels of the spine a report names: the spaces between vertebrae, or the vertebrae themselves."""

from __future__ import annotations

import re

from chartproof.code.services.finding import quote
from chartproof.code.services.operations import told
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

_COUNTS = {"c": 7, "t": 12, "l": 5, "s": 1}
#: Every vertebra from above, as reports write it.
_ORDER = [f"{region}{n}" for region, most in _COUNTS.items() for n in range(1, most + 1)]
_SPACE = Pattern(
    r"\b(?P<r1>[ctl])(?P<n1>\d{1,2})(?: ?(?:-|\u2013|/|to|through) ?(?P<r2>[ctls])?(?P<n2>\d{1,2}))(?: ?(?:-|\u2013|/|to) ?(?P<r3>[ctls])?(?P<n3>\d{1,2}))?\b"
)
_BONE = Pattern(r"\b(?P<r>[ctls])(?P<n>\d{1,2})\b")


def spaces(scene: Scene, many: tuple[Done, ...]) -> tuple[dict[str, Evidence], str]:
    """The spaces between vertebrae that the sentences of an operation name, else its passage, and the region of the first."""
    for group in (many, many[:1]):
        found: dict[str, Evidence] = {}
        for done in group:
            near, passage = told(scene, done)
            span, low = near if group is many else passage
            for match in _SPACE.finditer(low):
                for space in _between(match):
                    found.setdefault(space, quote(scene, span, *match.span()))
        if found:
            return found, min(found, key=_place)[0]
    return {}, ""


def bones(scene: Scene, many: tuple[Done, ...]) -> dict[str, Evidence]:
    """The vertebrae that the sentences of an operation name, else its passage."""
    for index in (0, 1):
        found: dict[str, Evidence] = {}
        for done in many:
            span, low = tuple(told(scene, done))[index]
            for match in _BONE.finditer(low):
                if match.group() in _ORDER:
                    found.setdefault(match.group(), quote(scene, span, *match.span()))
        if found:
            return found
    return {}


def levels_named(low: str, *, by_nerve: bool) -> dict[str, tuple[int, int]]:
    """The levels of the spine that a text names, and where: the spaces; else, of joints named `by_nerve`, one fewer than their nerves, or each vertebra."""
    found: dict[str, tuple[int, int]] = {}
    for match in _SPACE.finditer(low):
        for space in _between(match):
            found.setdefault(space, match.span())
    apart = _SPACE.sub(lambda m: " " * len(m.group()), low)
    single = {m.group(): m.span() for m in _BONE.finditer(apart) if m.group() in _ORDER}
    if by_nerve:
        return found or dict(list(single.items())[: max(1, len(single) - 1)])
    return found | single


def _place(space: str) -> int:
    return _ORDER.index(space.split("-", maxsplit=1)[0])


def _between(match: re.Match[str]) -> list[str]:
    """Each space from the first vertebra named to the last."""
    first = f"{match['r1']}{match['n1']}"
    last_region = match["r3"] or match["r2"] or match["r1"]
    last = f"{last_region}{match['n3'] or match['n2']}"
    if first not in _ORDER or last not in _ORDER:
        return []
    begins, ends = _ORDER.index(first), _ORDER.index(last)
    if not 0 < ends - begins <= _LONGEST:
        return []
    return [f"{_ORDER[i]}-{_ORDER[i + 1]}" for i in range(begins, ends)]


#: A longer stretch is no list of levels.
_LONGEST = 16
