"""What a line of a tabular addenda says: a chapter, a section, a code, or a note and of which kind.

Codes, sections and chapters are bold; a note stands below its kind (Includes, Excludes1, Code first
...) where it is set in further, and is an inclusion term where it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.codesets.build.addenda_lines import Change
from chartproof.codesets.build.icd10 import CODE

_CHAPTER = re.compile(r"Chapter (\d{1,2})")
_CODED = re.compile(rf"({CODE})\s+(\S.*)")
_RANGED = re.compile(r".*\(([A-Z]\w\w)(?:\s*-\s*([A-Z]\w\w))?\)")
_KINDS = (
    ("includes", re.compile(r"Includes?: *", re.IGNORECASE)),
    ("excludes1", re.compile(r"Excludes? ?1: *", re.IGNORECASE)),
    ("excludes2", re.compile(r"Excludes? ?2: *", re.IGNORECASE)),
    ("code_first", re.compile(r"Code first\b *", re.IGNORECASE)),
    ("use_additional", re.compile(r"Use additional\b *", re.IGNORECASE)),
    ("code_also", re.compile(r"Code also\b *", re.IGNORECASE)),
    ("note", re.compile(r"Notes?: *", re.IGNORECASE)),
    ("seventh", re.compile(r"(?=The appropriate (?:7th|seventh) character)", re.IGNORECASE)),
)
_BLOCKS = re.compile(r".*contains the following (?:blocks|categories):?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says. `what`: chapter, ranged, code, kind, blocks or text.

    ranged: a title with a range, of a chapter or a section. kind: a kind of note, with the note
    that stands in the same line, if any. `key`: the chapter's number, the range, code or kind.
    """

    what: str
    key: str
    text: str


def read(change: Change) -> Said:
    """Read one line."""
    text = change.text
    if change.is_bold:
        if found := _CHAPTER.fullmatch(text):
            return Said("chapter", found[1], "")
        if found := _CODED.fullmatch(text):
            return Said("code", found[1], found[2])
    for kind, pattern in _KINDS:
        if found := pattern.match(text):
            return Said("kind", kind, text[found.end() :])
    if change.is_bold and (found := _RANGED.fullmatch(text)):
        return Said("ranged", "-".join(part for part in found.groups() if part), text)
    return Said("blocks" if _BLOCKS.fullmatch(text) else "text", "", text)
