"""A pathologist reports each specimen by its level, specimens of one level together."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.specimens import of_a_pathologist, specimens
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("surgical pathology: the specimen is the unit of service"))
def surgical_pathology(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A pathologist reports each specimen by its level, specimens of one level together."""
    many = scene.of("surgical pathology")
    if not many or not of_a_pathologist(scene):
        return
    levels: dict[str, list[Evidence]] = {}
    for level, told in specimens(scene, many[0]):
        levels.setdefault(level, []).append(told)
    for level, named in sorted(levels.items()):
        yield Bill(level, many[0], tuple(named), len(named))
    if not levels:
        yield lacking(__name__, many[0], "which specimens were examined")
