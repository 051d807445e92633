"""Fusing the spine is reported by the way it was reached and joined, each further level, and what was put in."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.fusing import put_in, way_of
from chartproof.code.services.levels import spaces
from chartproof.code.services.operations import looked
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("spine: arthrodesis, instrumentation, interbody devices, grafts"))
def spine_fusion(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Fusing the spine is reported by the way it was reached and joined, each further level, and what was put in."""
    for family in ("neck fused in front", "lumbar spine fused"):
        many = scene.of(family)
        if not many:
            continue
        found, region = spaces(scene, many)
        if not found:
            yield lacking(__name__, many[0], "the levels of the spine that were fused")
            continue
        way = way_of(scene, many[0], family, region)
        first, further = _CODES[way]
        because = tuple(found.values())
        yield Bill(first, many[0], because)
        if len(found) > 1:
            yield Bill(further, many[0], because, len(found) - 1)
        if looked(scene, many[0], _EXPOSED) is None:  # who only exposes the spine puts nothing in
            yield from put_in(scene, many[0], way, because)


_EXPOSED = Pattern(
    r"\b(?:the|for|my part:?) (?:\w+ ){0,2}(?:exposure|approach)(?: and closure)? (?:only|alone)\b|\bonly (?:made |did |performed |provided )?the (?:\w+ ){0,2}(?:exposure|approach)\b|\b(?:exposure|approach|access) surgeon's (?:claim|report|note|operative)\b"
)
_CODES = {
    "neck": ("22551", "22552"), "front": ("22558", "22585"), "within": ("22630", "22632"), "both": ("22633", "22634"),
    "beside": ("22612", "22614"), "behind c": ("22600", "22614"), "behind t": ("22610", "22614"),
}  # fmt: skip
