"""Of the codes of a family the record chooses one by what it says of how, where or why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import HOUSE, SINCE
from chartproof.code.services.finding import affirmed, digits, pieces, side_of, sides, words
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=HOUSE)
def chosen_by_words(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Of the codes of a family the record chooses one by what it says of how, where or why."""
    seen: dict[str, Done] = {}
    for done in scene.done:
        if done.means in _families() and (done.means not in seen or _chosen(scene, seen[done.means]) is None):
            seen[done.means] = done
    for family, done in seen.items():
        row = _chosen(scene, done)
        if row is None:
            yield lacking(__name__, done, _asks().get(family, "what was done"))
        elif row["code"] != "-":
            yield from _billed(scene, done, row)


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(row["family"] for row in figures("choices"))


@lru_cache(maxsize=1)
def _asks() -> dict[str, str]:
    return {row["family"]: row["asks"] for row in figures("questions")}


def _chosen(scene: Scene, done: Done) -> dict[str, str] | None:
    """The first row of the family whose words are said and whose others are not; of a test its sentence tells before its passage."""
    rows = [
        row
        for row in figures("choices")
        if row["family"] == done.means
        and not (row["not"] and affirmed(scene, done.scene, words(row["not"])))
    ]
    if done.work == "test":
        for row in rows:
            if row["said"] and _said(scene, done.near, row):
                return row
    return next((row for row in rows if _said(scene, done.scene, row)), None)


def _said(scene: Scene, span: Evidence, row: dict[str, str]) -> bool:
    return all(affirmed(scene, span, words(g)) for g in row["said"].split(" & ") if g)


def _billed(scene: Scene, done: Done, row: dict[str, str]) -> Iterator[Bill | Lacking]:
    because: tuple[Evidence, ...] = tuple(
        e for group in row["said"].split(" & ") if group and (e := affirmed(scene, done.scene, words(group)))
    )
    if row["place"] == "each":
        named = {d.evidence.words[:3].lower(): d.evidence for d in scene.of(done.means)}
        yield Bill(row["code"], done, tuple(named.values()), len(named))
    elif row["place"] == "counted":
        many = pieces(scene, done)
        yield (
            Bill(row["code"], done, (*because, many[1]), many[0])
            if many
            else lacking(__name__, done, "how many were supplied")
        )
    elif row["place"] == "digit":
        for modifier, told in digits(scene, done):
            yield Bill(row["code"], done, (*because, told), place=modifier, modifiers=(modifier,))
    elif row["place"] == "sided":
        near = [t for d in scene.of(done.means) for t in sides(scene, d.near)]
        kinds = {side for side, _ in near}
        side = (
            ("both", near[0][1])
            if len(kinds) > 1 or "both" in kinds
            else near[0]
            if near
            else side_of(scene, done)
        )
        if side is None:
            yield lacking(__name__, done, "the side", ("right", "left", "both sides"))
        else:
            yield Bill(row["code"], done, (*because, side[1]), side=side)
    else:
        for code in row["code"].split("+"):
            yield Bill(code, done, because)
