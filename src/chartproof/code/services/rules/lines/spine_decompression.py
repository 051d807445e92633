"""Freeing the nerves of the spine from behind is reported by what was removed, the region, and each further level."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import sides
from chartproof.code.services.levels import bones, spaces
from chartproof.code.services.operations import looked
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("spine: decompression by region and level"))
def spine_decompression(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Freeing the nerves of the spine from behind is reported by what was removed, the region, and each further level."""
    if scene.of("neck fused in front"):
        return
    discs, arches = scene.of("disc removed behind"), scene.of("lamina removed")
    again = looked(scene, discs[0], _AGAIN) if discs else None
    if discs and _interbody(scene):
        discs = ()  # emptying the space is part of filling it
    if discs and (not arches or looked(scene, discs[0], _HERNIATED)):
        yield from _levels(scene, discs, _DISCS_AGAIN if again else _DISCS, with_side=True)
    elif arches and (inside := _interbody(scene)):
        found, _region = spaces(scene, arches)
        yield Bill("63052", arches[0], (inside, *found.values()))
        if len(found) > 1:
            yield Bill("63053", arches[0], tuple(found.values()), len(found) - 1)
    elif arches:
        yield from _levels(scene, arches, _ARCHES, with_side=False)


def _levels(
    scene: Scene, many: tuple[Done, ...], codes: dict[str, tuple[str, str]], *, with_side: bool
) -> Iterator[Bill | Lacking]:
    found, region = spaces(scene, many)
    number = len(found)
    if not found:
        told = bones(scene, many)
        found, region, number = told, min(told, default=" ")[0], len(told)
    if region not in codes:
        yield lacking(__name__, many[0], "the level or levels of the spine")
        return
    first, further = codes[region]
    side = next((s for done in many for s in sides(scene, done.near)), None) if with_side else None
    because = tuple(found.values())
    yield Bill(first, many[0], because, side=side)
    if number > 1:
        yield Bill(further, many[0], because, number - 1, side=side)


def _interbody(scene: Scene) -> Evidence | None:
    fused = scene.of("lumbar spine fused")
    return looked(scene, fused[0], _INTERBODY) if fused else None


_AGAIN = Pattern(
    r"\b(?:re-?exploration|recurrent (?:disc|disk|herniat\w+)|revision (?:micro)?discectomy|redo)\b"
)
_HERNIATED = Pattern(r"\bherniat\w+|\bmicrodis[ck]ectomy|\bdis[ck] (?:protrusion|extrusion|fragment)")
_INTERBODY = Pattern(r"\binterbody|\b[tp]lif\b")
_DISCS = {"c": ("63020", "63035"), "l": ("63030", "63035")}
_DISCS_AGAIN = {"c": ("63040", "63043"), "l": ("63042", "63044")}
_ARCHES = {"c": ("63045", "63048"), "t": ("63046", "63048"), "l": ("63047", "63048")}
