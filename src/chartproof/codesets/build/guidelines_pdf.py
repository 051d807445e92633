"""The Official Guidelines as published (PDF), as lines set out like those of their text form.

A line is set in by blanks as far as it is on the page, and an empty line stands where more white
space is than between the lines of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile

from chartproof.codesets.build.addenda_lines import lines_of, squeezed
from chartproof.codesets.build.source import SourceFile
from chartproof.formats.pdf_lines import Line

#: Lines above the body, that the text form has too; empty ones make up the number.
HEAD = 7
#: Points of a blank at the left, the left margin, the leading of a paragraph, and what is more than it.
_BLANK, _MARGIN, _LEADING, _MORE = 5.0, 72.0, 13.8, 1.6
#: Pieces whose bottoms are within so many points stand on one line.
_SAME_LINE = 3.5
#: A marker of a paragraph with its blank lost between two pieces of a line.
_TIGHT = re.compile(r"^((?:[A-Z]|[a-z]|\d{1,2})[.)])(?=[A-Z][a-z])")


def is_guidelines_pdf(file: SourceFile, title: str) -> bool:
    """Say whether a file is the PDF of the guidelines: named so, and headed by their title."""
    name = file.name.lower()
    if not (name.endswith(".pdf") and "guideline" in name and file.head(5) == b"%PDF-"):
        return False
    return any(squeezed(line.text) == squeezed(title) for line in lines_of(file, pages=1))


def guideline_head(file: SourceFile) -> str:
    """The lines of the first page, one below the other: title and days."""
    return "\n".join(line.text for line in lines_of(file, pages=1))


def guideline_lines(file: SourceFile, title: str) -> Iterator[str]:
    """All lines as the text form has them; InputError with the page where the PDF breaks."""
    for page, lines in groupby(lines_of(file), key=lambda line: line.page):
        rows = list(_merged(lines))
        if page == 1:
            head = list(takewhile(lambda row: all(row[0].bold), rows))
            yield from _set_out(head, title, HEAD)
            rows = rows[len(head) :]
        yield from _set_out(rows, title)


def _merged(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The pieces of each line of a page, from the top down and from left to right."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda one: -one.bottom):
        if row and row[0].bottom - line.bottom >= _SAME_LINE:
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _set_out(rows: Iterable[list[Line]], title: str, exactly: int = 0) -> Iterator[str]:
    """Write out lines with their blanks; exactly so many, and none empty between, where told."""
    above: list[Line] = []
    count = 0
    for row in rows:
        if above and not exactly and above[0].bottom - row[0].bottom > _MORE * _LEADING:
            yield ""
        text = ""
        for piece in row:
            blanks = max(round((piece.left - _MARGIN) / _BLANK), len(text) + bool(text))
            text = text.ljust(blanks) + _TIGHT.sub(r"\1 ", piece.text)
        if not exactly or count < exactly:
            yield title if squeezed(text) == squeezed(title) else text
        above, count = row, count + 1
    yield from [""] * (exactly - count)
