"""A chronic illness that worsens, is not at its goal, or whose treatment has side effects is no stable one."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import courses, is_chronic, is_worse_by_code
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, moderate"))
def chronic_illness_not_at_goal(visit: Visit, _: Books) -> Iterator[Count]:
    """A chronic illness that worsens, is not at its goal, or whose treatment has side effects is no stable one."""
    for problem in visit.problems:
        worse = tuple(act.evidence for act in courses(problem, "worse"))
        if is_chronic(problem) and (worse or is_worse_by_code(problem)):
            yield Count(Element.PROBLEMS, Nature.CHRONIC_WORSE, problem.name, (*problem.grounds, *worse))
