"""Injections at the spine are reported by approach, region and number of levels."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import quote, said, side_of, text_of
from chartproof.code.services.levels import levels_named
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("epidural, facet and medial branch procedures: region and levels"))
def spine_injection(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Injections at the spine are reported by approach, region and number of levels."""
    for done in scene.of("epidural injection")[:1]:
        region = next(((r, w) for r, p in _REGIONS.items() if (w := said(scene, done, p))), None)
        through, seen = said(scene, done, _THROUGH), said(scene, done, _SEEN)
        if region is None:
            yield lacking(__name__, done, "the region and the level")
        elif through:
            first, more = ("64479", "64480") if region[0] == "upper" else ("64483", "64484")
            yield from _levels(scene, done, (first, more), (region[1], through))
        else:
            plain, guided = ("62320", "62321") if region[0] == "upper" else ("62322", "62323")
            yield Bill(guided if seen else plain, done, tuple(e for e in (region[1], seen) if e))
    for family, codes in _FACETS.items():
        for done in scene.of(family)[:1]:
            region = next(((r, w) for r, p in _REGIONS.items() if (w := said(scene, done, p))), None)
            if region is None:
                yield lacking(__name__, done, "the region and the levels")
            else:
                yield from _levels(scene, done, codes[region[0]], (region[1],), by_nerve=True)
    for done in scene.of("sacroiliac injection")[:1]:
        facility = scene.coding.encounter.claim_kind is ClaimKind.FACILITY
        if side := side_of(scene, done):
            yield Bill("G0260" if facility else "27096", done, (side[1],), side=side)
        else:
            yield lacking(__name__, done, "the side", ("right", "left", "both sides"))


_REGIONS = {
    "upper": Pattern(r"\b(?:cervical|thoracic|[ct]\d{1,2}(?:[-/][ct]?\d{1,2})?)\b"),
    "lower": Pattern(r"\b(?:lumbar|sacral|lumbosacral|caudal|[ls]\d(?:[-/][ls]?\d)?)\b"),
}
_THROUGH = Pattern(r"\btransforaminal|\bneural foram\w+|\bneuroforam\w+|\btfesi\b")
_SEEN = Pattern(r"\bfluoro\w*|\bct guid\w*")
#: Facet joints: first, second, third and further level; ablation: first joint, each further.
_FACETS: dict[str, dict[str, tuple[str, ...]]] = {
    "facet injection": {"upper": ("64490", "64491", "64492"), "lower": ("64493", "64494", "64495")},
    "facet ablation": {"upper": ("64633", "64634"), "lower": ("64635", "64636")},
}


def _levels(
    scene: Scene, done: Done, codes: tuple[str, ...], because: tuple[Evidence, ...], *, by_nerve: bool = False
) -> Iterator[Bill | Lacking]:
    """One line for the first level, and for those beyond it; on one side or both."""
    side = side_of(scene, done)
    levels: dict[str, Evidence] = {}
    for span in (done.near, done.scene):
        named = levels_named(text_of(scene, span), by_nerve=by_nerve)
        levels = levels or {level: quote(scene, span, *at) for level, at in named.items()}
    if side is None or not levels:
        yield lacking(__name__, done, "the levels and the side")
        return
    words = (*because, side[1], *levels.values())
    yield Bill(codes[0], done, words, side=side)
    if len(codes) == 2 and len(levels) > 1:
        yield Bill(codes[1], done, words, len(levels) - 1, side=side)
    elif len(levels) > 1:
        for code in codes[1 : len(levels)]:
            yield Bill(code, done, words, side=side)
