"""Which blocks of notes the codes of a case fall under, and the code that answers each."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Assignment, Coding
from chartproof.terms.note_blocks import Block, answers, blocks

#: The symptoms that the notes at N40.1 and N40.3 ask for besides, but those that have other causes as often.
OF_THE_PROSTATE = (
    "N39.4",
    "R33.8",
    "R33.9",
    "R35.0",
    "R35.1",
    "R35.8",
    "R39.11",
    "R39.12",
    "R39.13",
    "R39.14",
    "R39.15",
    "R39.16",
)


def asked(
    coding: Coding, tabular: Tabular, kind: str
) -> Iterator[tuple[Assignment, Block, Assignment | None]]:
    """Each block that the codes of a case fall under, once, and the code that answers it."""
    seen: set[tuple[str, str]] = set()
    for assignment in coding.assignments:
        for block in blocks(assignment.value, tabular, kind):
            place = (block.node, block.says)
            if place in seen:
                continue
            seen.add(place)
            yield assignment, block, _answer(assignment, block, coding)


def _answer(at: Assignment, block: Block, coding: Coding) -> Assignment | None:
    for other in coding.assignments:
        if other is not at and answers(other.value, block.targets):
            return other
    return None


def is_asked_for(symptom: Assignment, coding: Coding, tabular: Tabular) -> bool:
    """Whether a "use additional code" note of some code of the case names the symptom."""
    return any(
        answers(symptom.value, block.targets)
        for diagnosis in coding.assignments
        for block in blocks(diagnosis.value, tabular, "use_additional")
    )
