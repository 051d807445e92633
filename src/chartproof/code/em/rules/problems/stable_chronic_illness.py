"""A chronic illness at its treatment goal, or of which nothing else is said, is stable."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import courses, is_chronic
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, low and moderate"))
def stable_chronic_illness(visit: Visit, _: Books) -> Iterator[Count]:
    """A chronic illness at its treatment goal, or of which nothing else is said, is stable."""
    for problem in visit.problems:
        if is_chronic(problem) and not courses(problem, "worse", "severe"):
            at_goal = tuple(act.evidence for act in courses(problem, "stable"))
            yield Count(Element.PROBLEMS, Nature.STABLE_CHRONIC, problem.name, (*problem.grounds, *at_goal))
