"""How the spine was fused: by which way, and what was put in."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.operations import looked
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Scene


def way_of(scene: Scene, done: Done, family: str, region: str) -> str:
    """By which way the bones were reached and joined."""
    if family == "neck fused in front":
        return "neck"
    if looked(scene, done, _FRONT):
        return "front"
    within, beside = looked(scene, done, _WITHIN), looked(scene, done, _BESIDE)
    if within:
        return "both" if beside else "within"
    return {"c": "behind c", "t": "behind t"}.get(region, "beside")


def put_in(scene: Scene, done: Done, way: str, levels: tuple[Evidence, ...]) -> Iterator[Bill]:
    """Screws and plates by how many vertebrae they span, a device in each space, grafts."""
    number = len(levels)
    metal = looked(scene, done, _PLATE if way in {"neck", "front"} else _SCREWS)
    if metal and way in {"neck", "front"}:
        yield Bill("22845" if number < _FOUR - 1 else "22846", done, (metal,))
    elif metal:
        yield Bill("22840" if number == 1 else "22842" if number < _SEVEN - 1 else "22843", done, (metal,))
    cage = looked(scene, done, _CAGE)
    if cage and way in {"neck", "front", "within", "both"}:
        yield Bill("22853", done, (cage, *levels), number)
    for code, pattern in _GRAFTS.items():
        if graft := looked(scene, done, pattern):
            yield Bill(code, done, (graft,))


_FOUR, _SEVEN = 4, 7
_FRONT = Pattern(r"\banterior lumbar interbody|\balif\b|\b[xl]lif\b|\blateral (?:lumbar )?interbody")
_WITHIN = Pattern(r"\binterbody|\b[tp]lif\b")
_BESIDE = Pattern(
    r"\bpostero-?lateral|\bintertransverse|\btransverse processes (?:were )?decorticated|\blateral gutter"
)
_PLATE = Pattern(
    r"\b(?:anterior |cervical |locking )*plat(?:e|es|ing)\b(?! count|let)|\banterior instrumentation|\binstrumentation\b"
)
_SCREWS = Pattern(
    r"\bpedicle screws?|\b(?:posterior |segmental |non-?segmental )+instrumentation|\brods?\b|\blateral mass screws?|\binstrumented\b"
)
_CAGE = Pattern(
    r"\bcages?\b|\bpeek\b|\binterbody (?:device|spacer|implant)|\bbiomechanical (?:device|spacer)|\btitanium (?:spacer|interbody)"
)
_GRAFTS = {
    "20931": Pattern(
        r"\bstructural allograft|\ballograft (?:spacer|bone spacer|wedge|dowel)|\bcorticocancellous (?:bone )?(?:spacer|allograft)|\bfibular allograft"
    ),
    "20930": Pattern(r"\bmorselized allograft|\bdemineralized bone|\bdbm\b|\bbone putty|\bcancellous chips"),
    "20936": Pattern(
        r"\blocal (?:bone )?autograft|\blocal bone (?:graft)?|\bautograft (?:bone )?from the (?:laminectomy|same incision)|\bmorselized autograft from"
    ),
    "20937": Pattern(r"\bmorselized iliac crest|\biliac crest (?:bone )?(?:autograft|graft)\b"),
}
