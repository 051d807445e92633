"""Deciding not to resuscitate or to lessen care because the outlook is poor is of high risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.lines import passage_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule

#: A standing order is no decision of this visit.
_DECIDED = Pattern(
    r"\b(?:decid\w*|decision|chang\w*|elect\w*|transition\w*|discuss\w*|agree\w*|wish\w*|choos\w*|chose|now|poor prognosis|prognosis|withdraw\w*|"
    r"request\w*|opt\w*|family meeting|goals|want\w*|made|forgo)\b"
)


@rule(holds=SINCE, reviewed=None, cite=table("risk, high"))
def resuscitation_or_care_withheld(visit: Visit, _: Books) -> Iterator[Count]:
    """Deciding not to resuscitate or to lessen care because the outlook is poor is of high risk."""
    for act in visit.acts("decision"):
        if (
            act.name == "resuscitation"
            and act.doing is not Doing.PLANNED
            and _DECIDED.search(passage_of(visit.coding, act.evidence))
        ):
            yield Count(
                Element.RISK, Extent.HIGH, "decision not to resuscitate or to lessen care", (act.evidence,)
            )
            return
