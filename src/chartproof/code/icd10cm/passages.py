"""The record in its sentences, and the words around a place: its line as written, from one line break to the next."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter, Evidence


def sentences_outside(coding: Coding, *sections: str) -> Iterator[Evidence]:
    """Every sentence of the record but those of the sections named."""
    for page in coding.reading.pages:
        for line in page.lines:
            if line.section not in sections:
                yield page.document.quote(line.start, line.end)


def passage(at: Evidence, encounter: Encounter) -> tuple[str, int]:
    """The written line that holds a place, and where it starts in its document."""
    text = encounter.document(at.document).text
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.end)
    return text[start : end if end >= 0 else len(text)], start


def told(assignment: Assignment, coding: Coding, words: Pattern) -> bool:
    """Whether a written line in which it is mentioned says these words."""
    return any(words.search(passage(m.line, coding.encounter)[0]) for m in assignment.mentions)
