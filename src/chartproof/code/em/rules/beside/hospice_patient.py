"""A visit of a hospice patient carries GV by an attending whom the hospice does not employ, GW for another condition."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.hospice import hospice
from chartproof.code.claim.told import on_visit
from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Claims Processing Manual, chapter 11", "40.1.3; 50"))
def hospice_patient(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A visit of a hospice patient carries GV by an attending whom the hospice does not employ, GW for another condition."""
    visit, level = found
    if level.code is not None:
        yield from on_visit(hospice(visit.coding.encounter))
