"""What a measure is as the ground of a code: its words in the record, or the field of the case."""

from __future__ import annotations

from chartproof.model.coding import Fact
from chartproof.model.record import Evidence, Measure


def ground_of(measure: Measure) -> Evidence | Fact:
    """The words, or the field where the record has none; a field is never the only ground of a code."""
    if measure.evidence:
        return measure.evidence
    return Fact(f"measures.{measure.name}", f"{measure.value} {measure.unit or ''}".strip())
