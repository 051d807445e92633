"""Injections and infusions are reported by one initial service, the highest of the hierarchy, and what followed it; infusions by their minutes."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.infusing import Way, ways_of
from chartproof.codesets.books import Books
from chartproof.model.record import ClaimKind
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "30.5"))
def drug_administration(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Injections and infusions are reported by one initial service, the highest of the hierarchy, and what followed it; infusions by their minutes."""
    ways = ways_of(scene)
    for way in ways:
        if way.kind == "open":
            yield lacking(__name__, way.of, "whether it was pushed or infused, and when it began and ended")
        elif way.kind == "infusion" and way.minutes is None:
            yield lacking(__name__, way.of, "when the infusion began and ended")
    yield from _injections(ways)
    for way in (w for w in ways if w.kind == "pump"):
        yield Bill("96416", way.of, way.words)
    running = sorted((w for w in ways if w.rank is not None), key=lambda w: (w.rank, -(w.minutes or 0)))
    facility = scene.coding.encounter.claim_kind is ClaimKind.FACILITY
    lines: dict[str, list[tuple[Way, int]]] = {}
    for number, way in enumerate(running):
        for code, units in _running(way, initial=number == 0, facility=facility):
            lines.setdefault(code, []).append((way, units))
    for code, given in lines.items():
        words = tuple(e for way, _ in given for e in way.words)
        yield Bill(code, given[0][0].of, words, sum(units for _, units in given))


#: Initial, further hour, another drug in sequence; by chemotherapy or not.
_INFUSED = {True: ("96413", "96415", "96417"), False: ("96365", "96366", "96367")}
_PUSHED = {True: ("96409", "96411"), False: ("96374", "96375")}


def _injections(ways: tuple[Way, ...]) -> Iterator[Bill]:
    for kind, code in (("injection", "96372"), ("hormone", "96402"), ("chemotherapy injection", "96401")):
        given = [w for w in ways if w.kind == kind]
        if given:
            yield Bill(code, given[0].of, tuple(e for w in given for e in w.words), len(given))


def _running(way: Way, *, initial: bool, facility: bool) -> Iterator[tuple[str, int]]:
    minutes = way.minutes or 0
    further = max(0, (minutes - 60 + 29) // 60)
    if way.kind == "infusion":
        first, hour, sequence = _INFUSED[way.chemotherapy]
        if way.concurrent and not initial:
            yield "96368", 1
            return
        yield first if initial else sequence, 1
        if further:
            yield hour, further
    elif way.kind == "push":
        first, another = _PUSHED[way.chemotherapy]
        if not way.again:
            yield first if initial else another, 1
        elif facility:
            yield "96376", 1
    elif initial:
        yield "96360", 1
        if further:
            yield "96361", further
    else:
        yield "96361", max(1, (minutes + 29) // 60)
