"""Therapy, splints, exercise and drugs sold over the counter are of low risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import is_of_plan
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, low"))
def conservative_treatment(visit: Visit, _: Books) -> Iterator[Count]:
    """Therapy, splints, exercise and drugs sold over the counter are of low risk."""
    for act in visit.acts("decision"):
        if act.name == "conservative" and is_of_plan(visit, act):
            yield Count(Element.RISK, Extent.LOW, "conservative treatment", (act.evidence,))
            return
