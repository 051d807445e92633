"""Deciding on minor surgery is of low risk, of moderate risk where the patient's own risks are named."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import surgeries
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("risk, low and moderate"))
def minor_surgery(visit: Visit, _: Books) -> Iterator[Count]:
    """Deciding on minor surgery is of low risk, of moderate risk where the patient's own risks are named."""
    for act, risky in surgeries(visit, "minor surgery"):
        yield Count(
            Element.RISK,
            Extent.MODERATE if risky else Extent.LOW,
            "decision for minor surgery",
            (act.evidence, *risky),
        )
