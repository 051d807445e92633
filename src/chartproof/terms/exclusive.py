"""Which Excludes1 note keeps two codes apart: of either code, or of any level above it (guidelines I.A.11, I.A.12.a)."""

from __future__ import annotations

import re

from chartproof.codesets.build.instructional_notes import ends, is_named
from chartproof.codesets.tabular import Note, Tabular
from chartproof.terms.notes import applying
from chartproof.terms.words import folded

#: A note, one of the codes it names, and the words a title must have besides.
_Named = tuple[Note, str, frozenset[str]]
#: By seal of a release and leaf of the tree: what its notes name, by first letter.
_KNOWN: dict[str, dict[str, dict[str, tuple[_Named, ...]]]] = {}
#: Words after the last code that a note names: "categories E08-E10, E11, E13 with ketoacidosis".
_WORDS = re.compile(r"\bcategor(?:y|ies)\b.*[\d-] with (?P<words>[a-z]+)$")


def note_between(one: str, other: str, tabular: Tabular) -> Note | None:
    """The nearest Excludes1 note at the one code or above it that names the other; both are valid codes."""
    known = _KNOWN.setdefault(tabular.release.seal, {})
    leaf = tabular.leaf(one)
    by_letter = known.get(leaf)
    if by_letter is None:
        by_letter = known[leaf] = _naming(leaf, tabular)
    for note, target, words in by_letter.get(other[0], ()):
        if is_named(other, target) and (not words or words <= set(folded(tabular.title(other) or ""))):
            return note
    return None


def _naming(leaf: str, tabular: Tabular) -> dict[str, tuple[_Named, ...]]:
    found: dict[str, list[_Named]] = {}
    for note in applying(leaf, tabular, "excludes1"):
        asked = _WORDS.search(note.text)
        words = frozenset(folded(asked["words"])) if asked else frozenset()
        for target in note.targets:
            low, high = ends(target)
            for letter in range(ord(low[0]), ord(high[0]) + 1):
                found.setdefault(chr(letter), []).append((note, target, words))
    return {letter: tuple(named) for letter, named in found.items()}
