"""The lines of AMA's CPT data files: a code, then its descriptor, after a tab or at a fixed place.

Consumer and clinician descriptors come as tables whose heading names the columns, the code after the number
of its concept; a code may have several of a clinician's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import CODE, Columns, broken, clean, headed, rows, text_lines

_NAMES = (
    ("long", re.compile(r"long(ul|ult|ut|u)?.*\.txt", re.IGNORECASE)),
    ("medium", re.compile(r"med(u|ium).*\.txt", re.IGNORECASE)),
    ("short", re.compile(r"short(u|ut)?.*\.txt", re.IGNORECASE)),
)
_TABLES = (
    ("consumer", re.compile(r"consumer.*\.(txt|tsv)", re.IGNORECASE)),
    ("clinician", re.compile(r"clinician.*\.(txt|tsv)", re.IGNORECASE)),
)
_HEADING = {"code": r"cpt code", "text": r"(consumer friendly|clinician) descriptor"}
_MODIFIERS = re.compile(r"mod(ul|ifiers?).*\.txt", re.IGNORECASE)
_LINE = re.compile(r"(\d{4}[0-9A-Z])(?:\t| +)(\S.*)")
_MODIFIER = re.compile(r"([0-9A-Z]{2})(?:\t| +)(\S.*)")
_OURS = re.compile(rb"^(\xef\xbb\xbf)?\d{4}[0-9A-Z][\t ]", re.MULTILINE)


def is_cpt(file: SourceFile) -> str:
    """Which descriptor a CPT file gives: long, medium or short; nothing when it is none."""
    kind = next((kind for kind, name in _NAMES if name.fullmatch(file.name)), "")
    return kind if kind and _OURS.search(file.head(20_000)) else ""


def is_told_apart(file: SourceFile) -> str:
    """Which table of further descriptors a CPT file is: consumer or clinician; nothing when it is none."""
    return next((kind for kind, name in _TABLES if name.fullmatch(file.name)), "")


def cpt_told_apart(file: SourceFile) -> Iterator[tuple[str, str]]:
    """Code and descriptor of a table of further descriptors."""
    table = headed(file, rows(file), Columns(_HEADING, ("code", "text")), _is_code_row)
    for number, row in table.named():
        if not CODE.fullmatch(row["code"]):
            raise broken(file, f"row {number}", "a CPT code should stand here")
        yield row["code"], clean(row["text"])


def _is_code_row(row: list[str]) -> bool:
    return any(CODE.fullmatch(cell.strip()) for cell in row[:2])


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
