"""A condition that the assessment calls history, though the story of the patient names it."""

from __future__ import annotations

from collections.abc import Iterable

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.model.coding import Assignment, Coding
from chartproof.model.reading import Standing

#: What is told and listed, not what is judged or what the visit is for.
_STORY = frozenset({Standing.TOLD, Standing.LISTED})


def is_called_history(past: Assignment, current: Iterable[Assignment], coding: Coding) -> bool:
    """Whether the assessment of a visit calls it history, and nothing but the story of the patient names the disease."""
    if coding.encounter.is_stay:
        return False
    words = past.proof.words()
    judged = any(is_taken_up(m) for m in coding.reading.mentions if not set(m.evidence).isdisjoint(words))
    return judged and all(m.standing in _STORY for told in current for m in told.mentions)
