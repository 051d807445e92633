"""An artery of the leg opened from within is reported by territory, by what was done at most, and by whether it was closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import policy
from chartproof.code.services.leg_arteries import Opened, opened
from chartproof.code.services.operations import side_told
from chartproof.codesets.books import Books
from chartproof.model.period import Period
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures

_KINDS = ("balloon", "stent", "atherectomy", "atherectomy and stent")


@rule(holds=Period(date(2026, 1, 1), None), reviewed=None, cite=policy("5", "D.24; CPT: territories"))
def leg_artery(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An artery of the leg opened from within is reported by territory, by what was done at most, and by whether it was closed."""
    many = scene.of("leg artery opened")
    if not many:
        return
    side = side_told(scene, many)
    found = opened(scene, many[0], side)
    if not found:
        what = "the side" if side is None else "which arteries of the leg were treated, and by what"
        yield lacking(__name__, many[0], what)
    for (where, territory), group in groupby(sorted(found, key=_place), key=_place):
        yield from _of(many[0], where, territory, sorted(group, key=_rank, reverse=True))


def _place(one: Opened) -> tuple[str, str]:
    return one.side, one.territory


def _rank(one: Opened) -> tuple[int, bool]:
    return _KINDS.index(one.most), one.closed


def _of(done: Done, side: str, territory: str, vessels: list[Opened]) -> Iterator[Bill]:
    """The first vessel of a territory, each further one by its add-on, and the lithotripsy beside."""
    for number, one in enumerate(vessels):
        row = _row(territory, one.most, "occlusion" if one.closed else "stenosis")
        code = row["further" if number else "first"]
        yield Bill(code, done, (one.words,), side=(side, one.words), place=one.vessel)
        if "lithotripsy" in one.by and territory in {"iliac", "femoral"}:
            code = _row(territory, "lithotripsy", "")["further"]
            yield Bill(code, done, (one.words,), side=(side, one.words), place=one.vessel)


def _row(territory: str, done: str, lesion: str) -> dict[str, str]:
    """What was done, in the territory; the foot's arteries know only the balloon."""
    wanted = (territory, "balloon" if territory == "foot" else done, lesion)
    return next(r for r in figures("leg_arteries") if (r["territory"], r["done"], r["lesion"]) == wanted)
