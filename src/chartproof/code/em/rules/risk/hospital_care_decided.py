"""Deciding on a hospital stay or on more intensive hospital care is of high risk, also where it is decided against."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import is_of_plan
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, high"))
def hospital_care_decided(visit: Visit, _: Books) -> Iterator[Count]:
    """Deciding on a hospital stay or on more intensive hospital care is of high risk, also where it is decided against."""
    for act in visit.acts("decision"):
        if act.name == "hospital care" and is_of_plan(visit, act):
            yield Count(Element.RISK, Extent.HIGH, "decision about hospital care", (act.evidence,))
            return
