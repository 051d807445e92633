"""A chronic illness with a severe exacerbation or progression, which may need a hospital, is of the highest kind."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import courses, is_chronic
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, high"))
def chronic_illness_severely_worse(visit: Visit, _: Books) -> Iterator[Count]:
    """A chronic illness with a severe exacerbation or progression, which may need a hospital, is of the highest kind."""
    for problem in visit.problems:
        severe = tuple(act.evidence for act in courses(problem, "severe"))
        if is_chronic(problem) and severe:
            yield Count(Element.PROBLEMS, Nature.CHRONIC_SEVERE, problem.name, (*problem.grounds, *severe))
