"""The casts and splints that were put on, and what they were made of."""

from __future__ import annotations

from functools import lru_cache

from chartproof.code.services.finding import said
from chartproof.code.services.whose import age_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures

_MATERIALS = (
    ("fiberglass", Pattern(r"\b(?:fib(?:er|re)[- ]?glass|synthetic cast\w*|scotch ?cast|orthoglass|ortho-glass)\b")),
    ("plaster", Pattern(r"\b(?:plaster|pop cast)\b")),
)  # fmt: skip
#: Up to this age the materials are those of a child.
_CHILD = 10


@lru_cache(maxsize=1)
def rows() -> dict[str, dict[str, str]]:
    """The casts and splints by name."""
    return {row["name"]: row for row in figures("casts")}


def casts_of(scene: Scene) -> list[tuple[Done, dict[str, str]]]:
    """Each cast or splint that was put on, in order of the record."""
    return [(done, rows()[done.means]) for done in scene.done if done.means in rows()]


def material(scene: Scene, done: Done) -> tuple[str, Evidence] | None:
    """What a cast was made of, as its sentence or passage tells."""
    for name, pattern in _MATERIALS:
        if told := said(scene, done, pattern):
            return name, told
    return None


def supply_of(scene: Scene, row: dict[str, str], name: str) -> str:
    """The code of the material of a cast; of an unknown age that of an adult's only where there is no other."""
    age = age_of(scene.coding.encounter)
    if age is None and row[f"{name}_child"]:
        return row[name] if row[name] == row[f"{name}_child"] else ""
    return row[f"{name}_child"] if age is not None and age <= _CHILD and row[f"{name}_child"] else row[name]
