"""A symptom that the assessment lays to something else than a diagnosis that is coded beside it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.icd10cm.chart import is_taken_up, one_condition
from chartproof.model.coding import Assignment, Coding
from chartproof.model.reading import Mention, Presence

#: What leaves symptoms that are coded besides it (I.C.1.g.1.m).
LEAVES = "U09"


def told_of_another(symptom: Assignment, diagnosis: Assignment, coding: Coding) -> bool:
    """Whether the assessment tells a symptom with a cause that is not sure, or that only left it, and the diagnosis in another line of it.

    What is not sure is not coded at a visit (section IV.H): the symptom stands for it.
    """
    theirs = {m.line for m in diagnosis.mentions}
    documents = {line.document for line in theirs}
    own = {m.line for m in symptom.mentions if is_taken_up(m) and m.document in documents}
    return (
        bool(own) and not own & theirs and not own.isdisjoint(m.line for m in others_told(diagnosis, coding))
    )


def others_told(diagnosis: Assignment, coding: Coding) -> Iterator[Mention]:
    """Where an assessment names another disease, not coded for being unsure, or that a disease left something."""
    ours = [m.concept for m in diagnosis.mentions]
    for mention in coding.reading.mentions:
        if any(one_condition(mention.concept, concept) for concept in ours):
            continue
        if is_taken_up(mention) and (_is_unsure(mention, coding) or mention.concept.startswith(LEAVES)):
            yield mention


def _is_unsure(mention: Mention, coding: Coding) -> bool:
    unsure = mention.assertion.presence is Presence.POSSIBLE
    return unsure and mention.concept[0] not in "RVWXYZ" and not coding.encounter.codes_uncertain
