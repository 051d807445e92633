"""An illness or injury that may soon end life or a bodily function without treatment is of the highest kind."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.natures import courses, is_of, may_be
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Family, Nature, Visit
from chartproof.rules.core import rule

#: Where a grave illness that is only suspected is worked up as one.
_URGENT = frozenset({Family.ED, Family.HOSPITAL, Family.CONSULT, Family.NURSING})


@rule(holds=SINCE, reviewed=None, cite=table("problems, high"))
def threat_to_life_or_function(visit: Visit, _: Books) -> Iterator[Count]:
    """An illness or injury that may soon end life or a bodily function without treatment is of the highest kind."""
    for problem in visit.problems:
        danger = tuple(act.evidence for act in courses(problem, "danger"))
        if (
            danger
            or is_of(problem, Nature.THREAT)
            or (visit.family in _URGENT and may_be(problem, Nature.THREAT))
        ):
            yield Count(Element.PROBLEMS, Nature.THREAT, problem.name, (*problem.grounds, *danger))
