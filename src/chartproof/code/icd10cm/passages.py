"""The words of the record around a place: its line as written, from one line break to the next."""

from __future__ import annotations

from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter, Evidence


def passage(at: Evidence, encounter: Encounter) -> tuple[str, int]:
    """The written line that holds a place, and where it starts in its document."""
    text = encounter.document(at.document).text
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.end)
    return text[start : end if end >= 0 else len(text)], start


def told(assignment: Assignment, coding: Coding, words: Pattern) -> bool:
    """Whether a written line in which it is mentioned says these words."""
    return any(words.search(passage(m.line, coding.encounter)[0]) for m in assignment.mentions)
