"""A hospital's visit in a department off its campus carries PO where excepted, PN where not."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.department import off_campus
from chartproof.code.claim.told import on_visit
from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=Cite("Medicare Claims Processing Manual, chapter 4", "20.6, modifiers PO and PN"),
)
def off_campus_department(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A hospital's visit in a department off its campus carries PO where excepted, PN where not."""
    visit, level = found
    if level.code is not None:
        yield from on_visit(off_campus(visit.coding.encounter))
