"""What an ultrasound looked at, as its name, its sentence or its passage tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.services.finding import affirmed, nearest, quote, text_of, words
from chartproof.code.services.views import FINDS
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures

#: What is no region of its own beside another of the same words; the pelvis is where the record says it was looked at through the abdomen too.
_HIDES = {
    "pelvis": ("transvaginal", "pregnancy", "head of an infant"),
    "transvaginal": ("pregnancy",),
    "abdomen": ("pregnancy", "kidneys", "screening for aneurysm", "aorta"),
    "aorta": ("screening for aneurysm",),
    "limb": ("hips of an infant", "breast", "scrotum", "neck"),
    "part of the abdomen": ("abdomen",),
}
_WAYS_IN = frozenset({"abdomen", "pelvis", "transvaginal"})
_BOTH = words("transabdominal*")


@lru_cache(maxsize=1)
def regions() -> dict[str, list[dict[str, str]]]:
    """The rows of each region; the first says by which words it is named."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in figures("ultrasounds"):
        found.setdefault(row["region"], []).append(row)
    return found


def looked_at(scene: Scene, done: Done) -> Iterator[tuple[str, Evidence]]:
    """The regions that were looked at: those the name tells, else the sentence before its findings, else the nearest of the passage."""
    low = text_of(scene, done.near)
    after = FINDS.search(low, max(0, done.evidence.end - done.near.start))
    title = quote(scene, done.near, 0, max(1, after.start() if after else len(low)))
    for span, many in ((done.evidence, True), (title, True), (done.near, False), (done.scene, False)):
        told = _named(scene, span, done.evidence)
        if span is done.evidence and {region for region, _ in told} <= _WAYS_IN:
            # by which way it was looked: a pregnancy stands in the sentence
            told = [t for t in _named(scene, title, done.evidence) if t[0] == "pregnancy"] or told
        if told:
            yield from told if many else told[:1]
            return


def _named(scene: Scene, span: Evidence, at: Evidence) -> list[tuple[str, Evidence]]:
    told = {
        region: e
        for region, rows in regions().items()
        if affirmed(scene, span, words(rows[0]["words"]))
        and (e := nearest(scene, span, words(rows[0]["words"]), at))
    }
    both = affirmed(scene, span, _BOTH)
    kept = {
        region: e
        for region, e in told.items()
        if not any(other in told for other in _HIDES.get(region, ()))
        or (region == "pelvis" and both and "transvaginal" in told)
    }
    return sorted(kept.items(), key=lambda t: max(at.start - t[1].end, t[1].start - at.end, 0))
