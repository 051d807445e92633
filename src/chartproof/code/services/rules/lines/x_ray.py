"""Plain films are reported by region and number of views, each region by itself."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.films import joined, told_apart
from chartproof.code.services.finding import AGAIN, found
from chartproof.code.services.views import regions, side_near, views_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("radiography: region and number of views"))
def x_ray(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Plain films are reported by region and number of views, each region by itself."""
    bills: list[Bill] = []
    for made in _each(scene):
        if isinstance(made, Lacking):
            yield made
        else:
            bills.append(made)
    yield from joined(bills)


def _each(scene: Scene) -> Iterator[Bill | Lacking]:
    """The films of each region and side."""
    seen: set[str] = set()
    open_: list[tuple[Done, str, str]] = []
    for done in told_apart(scene):
        for region, told in regions(scene, done):
            rows = [r for r in figures("x_rays") if r["region"] == region]
            views = views_of(scene, done, told, region)
            row = next(
                (
                    r
                    for r in rows
                    if views and int(r["least"]) <= views[0] and (not r["most"] or views[0] <= int(r["most"]))
                ),
                None,
            )
            side = side_near(scene, done, told) if rows[0]["sided"] else None
            key = f"{region} {side[0] if side else ''}"
            if row is None or (rows[0]["sided"] and side is None):
                open_.append((done, region, "the number of views" if row is None else "the side"))
                continue
            because = (told, *((views[1],) if views else ()), *((side[1],) if side else ()))
            if key not in seen:
                seen.add(key)
                yield Bill(row["code"], done, because, side=side, place=region)
            elif again := found(scene, done.near, AGAIN) or _later(scene, done):
                yield Bill(row["code"], done, (*because, again), side=side, place="repeated")
    for done, region, what in open_:
        if not any(key.startswith(region) for key in seen):
            yield lacking(__name__, done, f"{what} of the films of the {region}")


def _later(scene: Scene, done: Done) -> Evidence | None:
    """The hour of a film whose sentence begins with it, where one before begins with another."""
    hours = [h for d in scene.of("x-ray") if (h := found(scene, d.near, _HOUR)) and h.start <= done.near.end]
    mine = found(scene, done.near, _HOUR)
    return mine if mine and any(h.words.strip() != mine.words.strip() for h in hours) else None


_HOUR = Pattern(r"^\W*(?:at )?[012]?\d:?[0-5]\d\b")
