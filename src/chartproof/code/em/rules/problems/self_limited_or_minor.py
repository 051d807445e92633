"""A problem that runs its course and leaves nothing behind is self-limited or minor."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import is_of
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, minimal"))
def self_limited_or_minor(visit: Visit, _: Books) -> Iterator[Count]:
    """A problem that runs its course and leaves nothing behind is self-limited or minor."""
    for problem in visit.problems:
        if is_of(problem, Nature.MINOR):
            yield Count(Element.PROBLEMS, Nature.MINOR, problem.name, problem.grounds)
