"""The cells of tables in a published PDF, by the boxes drawn around them, row by row.

The text of a cell is what stands inside its box, its lines joined; a word that stands in no box is
passed over.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from chartproof.formats.pdf import opened
from chartproof.formats.pdf_lines import Line, lines_of_page
from chartproof.model.errors import InputError
from chartproof.model.pattern import Pattern

#: A page with more boxes and lines than this is refused.
MOST_SHAPES = 20_000
#: Points by which the edges of neighbouring boxes may differ.
_SPARE = 2.5
#: A box smaller than this, in points, is a rule or an ornament.
_LEAST = 4.0
_WORD = Pattern(r"\S+")
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its left edge in points, and its lines."""

    left: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row from left to right, empty ones too: its page, and its number on it."""

    page: int
    number: int
    cells: tuple[Cell, ...]


def pdf_rows(data: bytes, file: str = "") -> Iterator[Row]:
    """The rows of every table of a PDF; InputError with the page where it breaks."""
    length = 0
    with opened(data, file) as pdf:
        for page in range(1, len(pdf) + 1):
            lines = list(lines_of_page(pdf, page, file, length))
            length += sum(len(line.text) for line in lines)
            yield from _rows(_boxes(pdf, page, file), lines, page)


def _boxes(pdf: Any, page: int, file: str) -> list[_Box]:
    """The boxes of a page: left, bottom, right, top; from the top down and left to right."""
    import pypdfium2.raw as pdfium

    found: set[_Box] = set()
    drawn = pdf[page - 1]
    count = pdfium.FPDFPage_CountObjects(drawn)
    if count > MOST_SHAPES:
        raise InputError(file, f"page {page}", f"more than {MOST_SHAPES:,} shapes; it is refused")
    for at in range(count):
        shape = pdfium.FPDFPage_GetObject(drawn, at)
        if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH:
            sides = [ctypes.c_float() for _ in range(4)]
            pdfium.FPDFPageObj_GetBounds(shape, *sides)
            left, bottom, right, top = (side.value for side in sides)
            if right - left > _LEAST and top - bottom > _LEAST:
                found.add((left, bottom, right, top))
    drawn.close()
    return sorted(found, key=lambda box: (-round(box[3]), box[0]))


def _rows(boxes: list[_Box], lines: list[Line], page: int) -> Iterator[Row]:
    held: dict[_Box, dict[float, list[str]]] = {box: {} for box in boxes}
    for line in lines:
        for word in _WORD.finditer(line.text):
            box = _around(boxes, line.lefts[word.start()], line.bottom)
            if box:
                held[box].setdefault(line.bottom, []).append(word[0])
    for number, (_, row) in enumerate(groupby(boxes, key=lambda box: round(box[3])), 1):
        cells = (Cell(box[0], tuple(" ".join(words) for words in held[box].values())) for box in row)
        yield Row(page, number, tuple(cells))


def _around(boxes: list[_Box], x: float, y: float) -> _Box | None:
    """The smallest box around a point; a border belongs to the cell right of it."""
    around = [b for b in boxes if b[0] - 0.5 <= x < b[2] - _SPARE / 2 and b[1] <= y <= b[3]]
    return min(around, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]), default=None)
