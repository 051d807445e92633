"""A controlled drug given into a vein or muscle is of high risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.codesets.books import Books
from chartproof.model.reading import Doing
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, high"))
def parenteral_controlled_substance(visit: Visit, _: Books) -> Iterator[Count]:
    """A controlled drug given into a vein or muscle is of high risk."""
    for act in visit.acts("decision"):
        if act.name == "parenteral controlled" and act.doing is not Doing.PLANNED:
            yield Count(Element.RISK, Extent.HIGH, "parenteral controlled substance", (act.evidence,))
            return
