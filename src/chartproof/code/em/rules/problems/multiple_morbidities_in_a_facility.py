"""In the first nursing facility visit, multiple morbidities needing intensive management are of the highest kind."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.codesets.books import Books
from chartproof.model.reading import Doing
from chartproof.model.visit import Count, Element, Family, Nature, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("problems, high; nursing facility"))
def multiple_morbidities_in_a_facility(visit: Visit, _: Books) -> Iterator[Count]:
    """In the first nursing facility visit, multiple morbidities needing intensive management are of the highest kind."""
    if visit.family is not Family.NURSING or visit.patient != "initial":
        return
    for act in visit.acts("visit"):
        if act.name == "multiple morbidities" and act.doing is not Doing.PLANNED:
            yield Count(Element.PROBLEMS, Nature.CHRONIC_SEVERE, "multiple morbidities", (act.evidence,))
            return
