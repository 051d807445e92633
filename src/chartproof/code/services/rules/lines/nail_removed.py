"""Each nail taken off is reported: the first, each further one, or the permanent removal, with its digit."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import digits
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("avulsion and permanent removal of nails"))
def nail_removed(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Each nail taken off is reported: the first, each further one, or the permanent removal, with its digit."""
    permanent = scene.of("nail matrix removed")
    many = permanent or scene.of("nail avulsion")
    if not many or (not permanent and scene.of(_BED)):
        return
    named = next((d for done in many if (d := digits(scene, done))), ())
    if not named:
        yield lacking(__name__, many[0], "which nail, and its side")
    for number, (modifier, words) in enumerate(named):
        code = "11750" if permanent else "11732" if number else "11730"
        yield Bill(code, many[0], (words,), place=modifier, modifiers=(modifier,))


#: Repair of the nail bed, for which the nail is lifted.
_BED = "11760"
