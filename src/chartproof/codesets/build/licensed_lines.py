"""The lines of AMA's CPT data files: a code, then its descriptor, after a tab or at a fixed place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import CODE, broken, clean, text_lines

_NAMES = (
    ("long", re.compile(r"long(ul|ult|ut|u)?.*\.txt", re.IGNORECASE)),
    ("medium", re.compile(r"med(u|ium).*\.txt", re.IGNORECASE)),
    ("short", re.compile(r"short(u|ut)?.*\.txt", re.IGNORECASE)),
)
_MODIFIERS = re.compile(r"mod(ul|ifiers?).*\.txt", re.IGNORECASE)
_LINE = re.compile(r"(\d{4}[0-9A-Z])(?:\t| +)(\S.*)")
_MODIFIER = re.compile(r"([0-9A-Z]{2})(?:\t| +)(\S.*)")
_OURS = re.compile(rb"^(\xef\xbb\xbf)?\d{4}[0-9A-Z][\t ]", re.MULTILINE)


def is_cpt(file: SourceFile) -> str:
    """Which descriptor a CPT file gives: long, medium or short; nothing when it is none."""
    kind = next((kind for kind, name in _NAMES if name.fullmatch(file.name)), "")
    return kind if kind and _OURS.search(file.head(20_000)) else ""


def is_modifiers(file: SourceFile) -> bool:
    """Say whether a file lists CPT modifiers."""
    return bool(_MODIFIERS.fullmatch(file.name))


def cpt_lines(file: SourceFile) -> Iterator[tuple[str, str]]:
    """Code and descriptor, below the notice that heads the file."""
    begun = False
    for number, raw in enumerate(text_lines(file), 1):
        text = raw.rstrip("\r\n\x1a ")
        line = _LINE.fullmatch(text)
        if line and CODE.fullmatch(line[1]):
            begun = True
            yield line[1], clean(line[2])
        elif begun and text.strip():
            raise broken(file, f"line {number}", "a CPT code and its descriptor should stand here")


def cpt_modifiers(file: SourceFile) -> list[tuple[str, ...]]:
    """Modifier and descriptor, below the notice that heads the file."""
    found: list[tuple[str, ...]] = []
    for number, raw in enumerate(text_lines(file), 1):
        text = raw.rstrip("\r\n\x1a ")
        line = _MODIFIER.fullmatch(text)
        if line and (found or not text[0].isalpha()):
            found.append((line[1], clean(line[2])))
        elif found and text.strip():
            raise broken(file, f"line {number}", "a modifier and its descriptor should stand here")
    return found
