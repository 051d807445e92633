"""An injury that is extensive, or asks for looking at what was not hurt, or for choosing among treatments, is complicated."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import is_of
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, moderate"))
def acute_complicated_injury(visit: Visit, _: Books) -> Iterator[Count]:
    """An injury that is extensive, or asks for looking at what was not hurt, or for choosing among treatments, is complicated."""
    for problem in visit.problems:
        if is_of(problem, Nature.COMPLICATED_INJURY):
            yield Count(Element.PROBLEMS, Nature.COMPLICATED_INJURY, problem.name, problem.grounds)
