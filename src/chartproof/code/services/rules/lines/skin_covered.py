"""A skin graft, a skin substitute or a local flap is reported by its site and area."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.operations import area_of, looked
from chartproof.code.services.sizes import site_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("skin replacement and adjacent tissue transfer: site and area"))
def skin_covered(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A skin graft, a skin substitute or a local flap is reported by its site and area."""
    for family in ("skin grafted", "flap turned"):
        for done in scene.of(family)[:1]:
            kind = ("flap", done.evidence) if family == "flap turned" else _kind(scene, done)
            site, area = site_of(scene, (done.near, done.scene), done.evidence), area_of(scene, done)
            if kind is None or site is None or area is None:
                yield lacking(
                    __name__, done, "the kind of graft or flap, its site, and the area in square centimetres"
                )
                continue
            yield from _billed(done, _sized(kind[0], area[0]), site[0]["complex"], (kind[1], site[1], area))


def _billed(
    done: Done, kind: str, group: str, told: tuple[Evidence, Evidence, tuple[Decimal, Evidence]]
) -> Iterator[Bill]:
    row = next(r for r in figures("covers") if (r["kind"], r["group"]) == (kind, group))
    area, because = told[2][0], (told[0], told[1], told[2][1])
    yield Bill(row["code"], done, because)
    if row["more"] and area > Decimal(row["up_to"]):
        yield Bill(row["more"], done, because, ceil((area - Decimal(row["up_to"])) / Decimal(row["each"])))


def _sized(kind: str, area: Decimal) -> str:
    if kind == "substitute" and area >= _LARGE:
        return "large substitute"
    if kind == "flap" and area > _SMALL_FLAP:
        return "middle flap" if area <= _MIDDLE_FLAP else "large flap"
    return kind


_LARGE, _SMALL_FLAP, _MIDDLE_FLAP = 100, 10, 30


def _kind(scene: Scene, done: Done) -> tuple[str, Evidence] | None:
    return next(((name, e) for name, p in _KINDS.items() if (e := looked(scene, done, p))), None)


_KINDS = {
    "substitute": Pattern(
        r"\bskin substitute|\bapligraf|\bdermagraft|\bepifix|\bgrafix|\bintegra\b|\boasis\b"
    ),
    "split": Pattern(r"\bsplit[- ]thickness|\bstsg\b"),
    "full": Pattern(r"\bfull[- ]thickness|\bftsg\b"),
}
