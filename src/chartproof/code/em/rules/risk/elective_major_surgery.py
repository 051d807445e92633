"""Deciding on major surgery is of moderate risk, of high risk where the patient's own risks are named."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import surgeries
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, moderate and high"))
def elective_major_surgery(visit: Visit, _: Books) -> Iterator[Count]:
    """Deciding on major surgery is of moderate risk, of high risk where the patient's own risks are named."""
    for act, risky in surgeries(visit, "major surgery"):
        yield Count(
            Element.RISK,
            Extent.HIGH if risky else Extent.MODERATE,
            "decision for major surgery",
            (act.evidence, *risky),
        )
