"""Muscles of the limbs weakened by injection are reported by limbs, each by how many of its muscles were injected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.numbers import number, spelled


@rule(holds=SINCE, reviewed=None, cite=cpt("chemodenervation of extremities: limbs, and muscles of each"))
def limb_chemodenervation(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Muscles of the limbs weakened by injection are reported by limbs, each by how many of its muscles were injected."""
    for done in scene.of("limb chemodenervation")[:1]:
        limbs = _limbs(scene, done)
        if not limbs:
            yield lacking(__name__, done, "which limbs were injected, and how many muscles of each")
            continue
        many = sorted(limbs.values(), key=lambda limb: -limb[0])
        first = many[0][0] >= _MANY
        yield Bill("64644" if first else "64642", done, (many[0][1],))
        rest = many[1:]
        for code, told in (
            ("64645", [words for muscles, words in rest if muscles >= _MANY]),
            ("64643", [words for muscles, words in rest if muscles < _MANY]),
        ):
            if told:
                yield Bill(code, done, tuple(told), len(told))


#: So many muscles of a limb are the larger code.
_MANY = 5
_LIMB = Pattern(
    r"\b(?P<side>right|left|r|l|rt|lt|both|bilateral) (?P<limb>(?:upper|lower) (?:extremity|limb)|arms?|legs?|forearms?|calf|calves|[ul]e)\b|\b(?P<short>[rl][ul]e)\b"
)
#: How far behind the name of a limb its muscles may be listed.
_FAR = 300
_COUNTED = Pattern(rf"\b(?P<n>\d|{spelled(2)}) (?:or more )?muscles\b")


def _limbs(scene: Scene, done: Done) -> dict[str, tuple[int, Evidence]]:
    """Each limb that is named before muscles or units, and how many muscles of it are listed."""
    record = whole(scene, done)
    low = text_of(scene, record)
    every = list(_LIMB.finditer(low))
    found: dict[str, tuple[int, Evidence]] = {}
    for match, later in zip(every, [*(m.start() for m in every[1:]), len(low)], strict=False):
        behind = re.split(r"[;\n]|\.(?!\d)", low[match.end() : min(later, match.end() + _FAR)])[0]
        if not re.search(r"\d ?(?:u|units?)?\b|muscles", behind):
            continue
        told = _COUNTED.search(behind)
        many = number(told["n"]) if told else behind.count(",") + 1
        for name in _names(match):
            if name not in found or many > found[name][0]:
                found[name] = many, quote(scene, record, *match.span())
    return found


def _names(match: re.Match[str]) -> tuple[str, ...]:
    """The limbs that words name: right or left, arm or leg."""
    if match["short"]:
        return (f"{match['short'][0]} {'arm' if match['short'][1] == 'u' else 'leg'}",)
    limb = "arm" if re.search(r"upper|arm|^ue", match["limb"]) else "leg"
    sides = ("r", "l") if match["side"][0] == "b" else (match["side"][0],)
    return tuple(f"{side} {limb}" for side in sides)
