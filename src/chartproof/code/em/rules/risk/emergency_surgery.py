"""Deciding on major surgery in an emergency is of high risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import is_of_plan
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, high"))
def emergency_surgery(visit: Visit, _: Books) -> Iterator[Count]:
    """Deciding on major surgery in an emergency is of high risk."""
    for act in visit.acts("decision"):
        if act.name == "emergency surgery" and is_of_plan(visit, act):
            yield Count(Element.RISK, Extent.HIGH, "emergency surgery", (act.evidence,))
            return
