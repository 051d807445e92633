"""Plain films are reported by region and number of views, each region by itself."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import AGAIN, found
from chartproof.code.services.views import region_named, regions, side_near, views_of
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


def _told_apart(scene: Scene) -> list[Done]:
    """The films that are told with their region; those that only say that films were made, where none are."""
    many = scene.of("x-ray")
    placed = {d for d in many if region_named(scene, d)}
    return [d for d in many if d in placed or all(d.scene != p.scene for p in placed)]


@rule(holds=SINCE, reviewed=None, cite=cpt("radiography: region and number of views"))
def x_ray(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Plain films are reported by region and number of views, each region by itself."""
    seen: set[str] = set()
    open_: list[tuple[Done, str, str]] = []
    for done in _told_apart(scene):
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
            elif again := found(scene, done.near, AGAIN):
                yield Bill(row["code"], done, (*because, again), side=side, place="repeated")
    for done, region, what in open_:
        if not any(key.startswith(region) for key in seen):
            yield lacking(__name__, done, f"{what} of the films of the {region}")
