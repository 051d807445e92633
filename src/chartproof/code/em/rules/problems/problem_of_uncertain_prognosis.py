"""A new problem without a diagnosis, of which something grave may come, is of uncertain prognosis."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import is_new_and_grave, is_of, may_be_grave
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, moderate"))
def problem_of_uncertain_prognosis(visit: Visit, _: Books) -> Iterator[Count]:
    """A new problem without a diagnosis, of which something grave may come, is of uncertain prognosis."""
    for problem in visit.problems:
        if is_of(problem, Nature.UNCERTAIN) or may_be_grave(problem) or is_new_and_grave(problem):
            yield Count(Element.PROBLEMS, Nature.UNCERTAIN, problem.name, problem.grounds)
