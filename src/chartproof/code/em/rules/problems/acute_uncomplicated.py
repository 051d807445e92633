"""An acute illness or injury that is short, of low risk, and needs no more than its own treatment is uncomplicated."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import is_plain_acute
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, low"))
def acute_uncomplicated(visit: Visit, _: Books) -> Iterator[Count]:
    """An acute illness or injury that is short, of low risk, and needs no more than its own treatment is uncomplicated."""
    for problem in visit.problems:
        if is_plain_acute(problem):
            yield Count(Element.PROBLEMS, Nature.ACUTE, problem.name, problem.grounds)
