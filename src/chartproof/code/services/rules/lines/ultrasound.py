"""Ultrasound is reported by what was looked at and how far: complete, limited, by which way."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import affirmed, found, words
from chartproof.code.services.sonography import looked_at, regions
from chartproof.code.services.views import side_near
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule

#: A look at the fluid, the position or the heartbeat of a pregnancy alone.
_FLUID = "76815"


@rule(holds=SINCE, reviewed=None, cite=cpt("diagnostic ultrasound: complete and limited studies"))
def ultrasound(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Ultrasound is reported by what was looked at and how far: complete, limited, by which way."""
    seen: set[str] = set()
    given: set[tuple[str, str | None]] = set()
    open_: list[tuple[Done, str, str]] = []
    for done in scene.of("ultrasound"):
        for region, told in looked_at(scene, done):
            row = _row(scene, done, region)
            side = side_near(scene, done, told) if regions()[region][0]["sided"] else None
            if row and row["code"] == _FLUID and scene.of("biophysical profile"):
                continue  # the fluid is a part of the profile
            if row is None:
                open_.append((done, region, "whether the study was complete or limited"))
            elif regions()[region][0]["sided"] and side is None:
                open_.append((done, region, "the side"))
            elif region not in seen:
                seen.add(region)
                because = (told, *_why(scene, done, row), *((side[1],) if side else ()))
                for code in row["code"].split("+"):
                    if (code, side and side[0]) not in given:
                        given.add((code, side and side[0]))
                        yield Bill(code, done, because, side=side, place=region)
    for done, region, what in open_:
        if region not in seen:
            yield lacking(__name__, done, f"{what}: ultrasound, {region}")


def _row(scene: Scene, done: Done, region: str) -> dict[str, str] | None:
    """The first row of a region whose words are said; the sentence tells before the passage, but of two studies the passage."""
    for row in regions()[region]:
        denied = row["not"] and found(scene, done.scene, words(row["not"]))
        groups = [words(g) for g in row["said"].split(" & ") if g]
        if "+" in row["code"] and not denied and all(affirmed(scene, done.scene, g) for g in groups):
            return row
    for span in (done.near, done.scene):
        for row in regions()[region]:
            denied = row["not"] and found(scene, done.scene, words(row["not"]))
            last = span is done.scene or row["said"]
            if (
                last
                and not denied
                and all(affirmed(scene, span, words(g)) for g in row["said"].split(" & ") if g)
            ):
                return row
    return None


def _why(scene: Scene, done: Done, row: dict[str, str]) -> tuple[Evidence, ...]:
    groups = [words(g) for g in row["said"].split(" & ") if g]
    return tuple(e for g in groups if (e := affirmed(scene, done.near, g) or affirmed(scene, done.scene, g)))
