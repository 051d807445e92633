"""Starting, changing, continuing after thought or stopping a prescription drug is of moderate risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import drugs_managed, is_of_plan
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, moderate"))
def prescription_drug_management(visit: Visit, _: Books) -> Iterator[Count]:
    """Starting, changing, continuing after thought or stopping a prescription drug is of moderate risk."""
    managed = tuple(
        dict.fromkeys(
            (
                *drugs_managed(visit),
                *(
                    act.evidence
                    for act in visit.acts("decision")
                    if act.name == "prescription" and is_of_plan(visit, act)
                ),
            )
        )
    )
    if managed:
        yield Count(Element.RISK, Extent.MODERATE, "prescription drug management", managed)
