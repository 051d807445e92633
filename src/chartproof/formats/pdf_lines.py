"""The lines of a published PDF, in the order they were laid down, with where each character stands.

Publishers say much by place: how far a line is set in, which column it stands in, whether it is
bold. Nothing in the PDF is run, opened or followed; only its text layer is read, page by page.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chartproof.formats.pdf import MOST_CHARACTERS, PLAIN, opened
from chartproof.model.errors import InputError

#: Characters whose bottoms are within so many points stand on one line.
_SAME_LINE = 3.0
#: pdfium's flag in a font descriptor for a bold font (PDF 32000-1, 9.8.2, ForceBold).
_FORCE_BOLD = 1 << 18
_NAME_SIZE = 256
_BREAK = "\r\n"
#: What pdfium writes for a hyphen at the end of a line.
_HYPHENS = "\x02\ufffe"


@dataclass(frozen=True, slots=True)
class Line:
    """A run of characters on one line: its page, its text, and where the word of each begins, in points.

    `bottom` counts up from the foot of the page. `bold`: whether its word is bold, for each character.
    """

    page: int
    text: str
    lefts: tuple[float, ...]
    bottom: float
    bold: tuple[bool, ...] = ()

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.lefts[0]

    def part(self, first: int, last: int | None = None) -> Line:
        """A piece of the line, white space around it dropped; it must not be all white space."""
        text = self.text[first:last]
        start = first + len(text) - len(text.lstrip())
        end = start + len(text.strip())
        return Line(self.page, self.text[start:end], self.lefts[start:end], self.bottom, self.bold[start:end])


def pdf_lines(data: bytes, file: str = "", pages: int | None = None) -> Iterator[Line]:
    """The lines of a PDF, at most of the first `pages`; InputError with the page where it breaks."""
    length = 0
    with opened(data, file) as pdf:
        for page in range(1, (len(pdf) if pages is None else min(pages, len(pdf))) + 1):
            for line in lines_of_page(pdf, page, file, length):
                length += len(line.text)
                yield line


def lines_of_page(pdf: Any, page: int, file: str, before: int = 0) -> Iterator[Line]:
    """The lines of one page of an opened PDF; `before`: how many characters the pages above hold."""
    yield from _lines(_characters(pdf, page - 1, file, MOST_CHARACTERS - before), page)


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    left: float
    bottom: float
    is_bold: bool


def _characters(pdf: Any, number: int, file: str, most: int) -> list[_Character]:
    import pypdfium2

    try:
        page = pdf[number]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise InputError(file, f"page {number + 1}", "the page is broken; get the PDF again") from None
    try:
        count = layer.count_chars()
        if count > most:
            says = f"more than {MOST_CHARACTERS // 1_000_000} million characters; it is refused"
            raise InputError(file, f"page {number + 1}", says)
        return list(_read(layer, count))
    finally:
        layer.close()
        page.close()


def _read(layer: Any, count: int) -> Iterator[_Character]:
    """The characters of a page; where a word begins is asked once and holds for the whole word."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    is_bold, begins = False, True
    for at in range(count):
        text = _character(pdfium.FPDFText_GetUnicode(layer, at))
        if text in _BREAK:
            yield _Character("\n", 0.0, 0.0, is_bold=False)
            begins = True
            continue
        if begins and not text.isspace():
            pdfium.FPDFText_GetCharOrigin(layer, at, x, y)
            is_bold = _is_bold(layer, at)
        yield _Character(text.translate(PLAIN), x.value, y.value, is_bold)
        begins = text.isspace() or text in _HYPHENS


def _character(code: int) -> str:
    """One character; half of one, or what is none, cannot be written and is replaced."""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > sys.maxunicode else chr(code)


def _is_bold(layer: Any, at: int) -> bool:
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(_NAME_SIZE), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(layer, at, name, _NAME_SIZE, flags)
    return bool(flags.value & _FORCE_BOLD) or b"bold" in name.value.lower()


def _lines(characters: list[_Character], page: int) -> Iterator[Line]:
    run: list[_Character] = []
    for one in characters:
        is_off = run and not one.text.isspace() and abs(one.bottom - run[0].bottom) > _SAME_LINE
        if run and (one.text == "\n" or is_off):
            yield from _line(run, page)
            run = []
        if run or not one.text.isspace():
            run.append(one)
    yield from _line(run, page)


def _line(run: list[_Character], page: int) -> Iterator[Line]:
    text = re.sub(r"\s", " ", "".join(one.text for one in run)).rstrip()
    run = run[: len(text)]
    if run:
        lefts = tuple(one.left for one in run)
        yield Line(page, text, lefts, run[0].bottom, tuple(one.is_bold for one in run))
