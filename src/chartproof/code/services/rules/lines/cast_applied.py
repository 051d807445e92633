"""A cast or splint put on is reported by its kind; the first of a fracture or dislocation treated here belongs to that treatment."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.casts import casts_of
from chartproof.code.services.finding import digits, side_of
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("application of casts and strapping"))
def cast_applied(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A cast or splint put on is reported by its kind; the first of a fracture or dislocation treated here belongs to that treatment."""
    treated = scene.of("fracture care", "dislocation reduced", "24640")
    seen: set[str] = set()
    for done, row in casts_of(scene):
        if done.means in seen or any(t.scene == done.scene for t in treated):
            continue
        seen.add(done.means)
        if row["place"] == "digit":
            yield from _on_digits(scene, done, row["code"])
            continue
        side = side_of(scene, done) if row["place"] else None
        if row["place"] and side is None:
            yield lacking(__name__, done, "the side", ("right", "left", "both sides"))
        else:
            yield Bill(row["code"], done, (side[1],) if side else (), side=side)


def _on_digits(scene: Scene, done: Done, code: str) -> Iterator[Bill | Lacking]:
    named = digits(scene, done)
    if not named:
        yield lacking(__name__, done, "which finger or toe, and its side")
    for modifier, told in named:
        yield Bill(code, done, (told,), place=modifier, modifiers=(modifier,))
