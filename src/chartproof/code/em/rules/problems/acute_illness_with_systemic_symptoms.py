"""An illness that affects the whole body and is grave untreated is acute with systemic symptoms."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import courses, is_of
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, moderate"))
def acute_illness_with_systemic_symptoms(visit: Visit, _: Books) -> Iterator[Count]:
    """An illness that affects the whole body and is grave untreated is acute with systemic symptoms."""
    for problem in visit.problems:
        systemic = tuple(act.evidence for act in courses(problem, "systemic"))
        if is_of(problem, Nature.SYSTEMIC):
            yield Count(Element.PROBLEMS, Nature.SYSTEMIC, problem.name, (*problem.grounds, *systemic))
