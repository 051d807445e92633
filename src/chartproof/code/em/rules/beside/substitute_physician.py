"""A visit by a substitute carries Q5 where colleagues cover one another, Q6 where the substitute is paid by the day."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.substitute import substitute
from chartproof.code.claim.told import on_visit
from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(
    holds=SINCE, reviewed=None, cite=Cite("Medicare Claims Processing Manual, chapter 1", "30.2.10; 30.2.11")
)
def substitute_physician(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A visit by a substitute carries Q5 where colleagues cover one another, Q6 where the substitute is paid by the day."""
    visit, level = found
    if level.code is not None:
        yield from on_visit(substitute(visit.coding.encounter))
