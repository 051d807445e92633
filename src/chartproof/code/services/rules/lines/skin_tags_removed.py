"""Removed skin tags are reported by their number: fifteen, and each ten further."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, summed
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("removal of skin tags"))
def skin_tags_removed(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Removed skin tags are reported by their number: fifteen, and each ten further."""
    for done in scene.of("skin tags removed")[:1]:
        told = (
            count(scene, done.near, _THINGS) or count(scene, done.scene, _THINGS) or summed(scene, done.scene)
        )
        if told is None:
            yield lacking(__name__, done, "how many were removed")
            return
        yield Bill("11200", done, (told[1],))
        if told[0] > _FIRST:
            yield Bill("11201", done, (told[1],), ceil((told[0] - _FIRST) / 10))


_THINGS = r"(?:tags?|acrochordons?|lesions?)"
_FIRST = 15
