"""A vertebra filled through the skin is reported by its region and whether a cavity was made first, each further one apart."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.levels import bones
from chartproof.code.services.operations import looked
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("percutaneous vertebroplasty and augmentation"))
def vertebra_filled(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A vertebra filled through the skin is reported by its region and whether a cavity was made first, each further one apart."""
    many = scene.of("vertebra filled")
    if not many:
        return
    found = bones(scene, many)
    if not found:
        yield lacking(__name__, many[0], "which vertebrae were filled")
        return
    cavity = looked(scene, many[0], _CAVITY)
    lower, further = ("22514", "22515") if cavity else ("22511", "22512")
    upper = "22513" if cavity else "22510"
    first = upper if any(bone[0] in "ct" for bone in found) else lower
    because = (*((cavity,) if cavity else ()), *found.values())
    yield Bill(first, many[0], because)
    if len(found) > 1:
        yield Bill(further, many[0], because, len(found) - 1)


_CAVITY = Pattern(r"\bkyphoplast\w*|\bballoon|\bcavity|\bvertebral augmentation")
