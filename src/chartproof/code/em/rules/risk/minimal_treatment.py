"""Rest, dressings, fluids and reassurance are of minimal risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import is_of_plan
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, minimal"))
def minimal_treatment(visit: Visit, _: Books) -> Iterator[Count]:
    """Rest, dressings, fluids and reassurance are of minimal risk."""
    for act in visit.acts("decision"):
        if act.name == "minimal treatment" and is_of_plan(visit, act):
            yield Count(
                Element.RISK, Extent.STRAIGHTFORWARD, "rest, dressings or reassurance", (act.evidence,)
            )
            return
