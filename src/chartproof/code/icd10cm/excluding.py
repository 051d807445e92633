"""Excludes1 notes between two codes, and which of the two says more (guideline I.A.12.a)."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Note, Tabular
from chartproof.model.coding import Assignment
from chartproof.terms.notes import applying

_VAGUE = re.compile(r"\bunspecified\b|\bnot (?:otherwise )?specified\b|\bNOS\b", re.IGNORECASE)
#: Notes of chapters and sections say where a condition is classified, not what may stand together.
_TOO_WIDE = ("chapter", "section")
#: Notes of a leaf that name codes of a category, remembered: the pairs of a case are looked up here.
_KNOWN: dict[tuple[str, str, str], tuple[tuple[Note, str], ...]] = {}


def note_excluding(at: Assignment, named: Assignment, tabular: Tabular) -> Note | None:
    """The Excludes1 note that stands at one code, or above it, and names the other."""
    leaf = tabular.leaf(at.value)
    key = (tabular.release.name, leaf, named.value[:3])
    if key not in _KNOWN:
        _KNOWN[key] = _naming(leaf, named.value[:3], tabular)
    for note, target in _KNOWN[key]:
        if is_named(named.value, target):
            return note
    return None


def _naming(leaf: str, category: str, tabular: Tabular) -> tuple[tuple[Note, str], ...]:
    found: list[tuple[Note, str]] = []
    for note in applying(leaf, tabular, "excludes1"):
        if note.node.startswith(_TOO_WIDE):
            continue
        for target in note.targets:
            first, _, last = target.partition("@")[0].partition("-")
            if first[:3] <= category <= (last or first)[:3]:
                found.append((note, target))
    return tuple(found)


def says_more(assignment: Assignment) -> int:
    """How definitive a code is: symptom, circumstance, unspecified, disease, condition of pregnancy."""
    value = assignment.value
    if is_symptom(value):
        return 0
    if value[0] == "Z":
        return 1
    if _VAGUE.search(assignment.title or ""):
        return 2
    return 4 if value[0] == "O" else 3
