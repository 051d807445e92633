"""Pairs of codes on a case that an Excludes1 note keeps apart, and which of the two is less definite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Note, Tabular
from chartproof.model.coding import Assignment, Coding, Needed
from chartproof.terms.notes import applying


@dataclass(frozen=True, slots=True)
class Excluded:
    """Two codes and the note between them; `goes` None when neither is less definite."""

    stays: Assignment
    other: Assignment
    goes: Assignment | None
    row: str


#: Notes of chapters are about where a condition is classified, not about two codes of one case.
_TOO_WIDE = ("chapter", "section")
#: What need not be coded again because the note's own code already says it.
_NEED = {Needed.ADDRESSED: 0, Needed.OBLIGED: 1, Needed.ALSO: 2}


def excluded_pairs(coding: Coding, tabular: Tabular) -> Iterator[Excluded]:
    """Each pair once, in order of the case."""
    seen: set[frozenset[str]] = set()
    notes = {a.value: _notes(a.value, tabular) for a in coding.assignments}
    for at in coding.assignments:
        for other in coding.assignments:
            pair = frozenset({at.value, other.value})
            if len(pair) == 1 or pair in seen:
                continue
            note = next((n for n in notes[at.value] if _names(n, other.value)), None)
            if note is not None:
                seen.add(pair)
                yield _judged(at, other, f"{note.node}/{note.block}.{note.number}")


def _notes(code: str, tabular: Tabular) -> tuple[Note, ...]:
    found = _REMEMBERED.get(code)
    if found is None:
        found = tuple(n for n in applying(code, tabular, "excludes1") if not n.node.startswith(_TOO_WIDE))
        _REMEMBERED[code] = found
    return found


#: Notes by code, remembered across notes of the record.
_REMEMBERED: dict[str, tuple[Note, ...]] = {}


def _names(note: Note, code: str) -> bool:
    return any(is_named(code, target) for target in note.targets)


def _judged(at: Assignment, other: Assignment, row: str) -> Excluded:
    """A symptom goes before a disease, an unspecified code before a specific one, a lesser need before a greater."""
    ranks = [(_vagueness(a), _NEED[a.needed]) for a in (at, other)]
    if ranks[0] == ranks[1]:
        return Excluded(at, other, None, row)
    goes, stays = (at, other) if ranks[0] > ranks[1] else (other, at)
    return Excluded(stays, goes, goes, row)


def _vagueness(assignment: Assignment) -> int:
    title = (assignment.title or "").lower()
    return 2 * assignment.value.startswith("R") + ("unspecified" in title)
