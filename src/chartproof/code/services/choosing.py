"""Which code of a family the words of the record choose."""

from __future__ import annotations

from functools import lru_cache

from chartproof.code.services.finding import affirmed, words
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures


@lru_cache(maxsize=1)
def families() -> dict[str, list[dict[str, str]]]:
    """The rows of each family, in their order."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in figures("choices"):
        found.setdefault(row["family"], []).append(row)
    return found


@lru_cache(maxsize=1)
def _asks() -> dict[str, str]:
    return {row["family"]: row["asks"] for row in figures("questions")}


def asked(family: str) -> str:
    """What is asked where no code of a family is told."""
    return _asks().get(family, "what was done")


def chosen(scene: Scene, done: Done) -> dict[str, str] | None:
    """The first row of the family whose words are said and whose others are not; of a test its sentence tells before its passage."""
    rows = [
        row
        for row in families()[done.means]
        if not (row["not"] and affirmed(scene, done.scene, words(row["not"])))
    ]
    if done.work == "test" and done.means not in _TOLD_AT_LENGTH:
        for row in rows:
            if row["said"] and _said(scene, done.near, row):
                return row
    return next((row for row in rows if _said(scene, done.scene, row)), None)


#: Tests whose sentences each tell a part of what was done.
_TOLD_AT_LENGTH = frozenset({"device check", "urodynamics"})


def _said(scene: Scene, span: Evidence, row: dict[str, str]) -> bool:
    return all(affirmed(scene, span, words(g)) for g in row["said"].split(" & ") if g)


def reasons(scene: Scene, done: Done, row: dict[str, str]) -> tuple[Evidence, ...]:
    """The words of the record that chose a row; of a test those of its sentence before those of its passage."""
    spans = (done.near, done.scene) if done.work == "test" else (done.scene,)
    groups = [words(g) for g in row["said"].split(" & ") if g]
    told = (next((e for span in spans if (e := affirmed(scene, span, g))), None) for g in groups)
    return tuple(e for e in told if e)
