"""A note in a PDF that has a text layer: its text, and where on the page each line stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from statistics import median
from typing import Any

from chartproof.model.errors import InputError
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Place

MOST_BYTES = 100_000_000
MOST_PAGES = 500
MOST_CHARACTERS = 10_000_000
_LINE = Pattern(r"[^\r\n]+")
#: pdfium writes a hyphen at a line's end as a control character, and joins the two lines.
PLAIN = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": " ", "\ufeff": " "})
_Box = tuple[float, float, float, float]
_SCANNED = "has no text layer (a scan); run it through OCR first (for instance `ocrmypdf`)"


def document_from_pdf(data: bytes, file: str = "", ident: str = "note") -> Document:
    """Read the text layer of a PDF, page by page, and the box of each line in PDF points."""
    with opened(data, file) as pdf:
        text, layout = _read(pdf, file)
    if not text.strip():
        raise InputError(file, "", _SCANNED)
    return Document(ident, text, layout=tuple(layout))


@contextmanager
def opened(data: bytes, file: str) -> Iterator[Any]:
    """Open a PDF, bounded in bytes and pages; InputError where it is broken, here or further on."""
    import pypdfium2  # heavy; needed for PDFs alone

    if len(data) > MOST_BYTES:
        raise InputError(file, "", f"more than {MOST_BYTES // 1_000_000} MB; split the PDF")
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(file, "", _why(str(error))) from None
    try:
        if len(pdf) > MOST_PAGES:
            raise InputError(file, "", f"{len(pdf)} pages, more than {MOST_PAGES}; split the PDF")
        yield pdf
    except pypdfium2.PdfiumError as error:
        raise InputError(file, "", _why(str(error))) from None
    finally:
        pdf.close()


def _why(error: str) -> str:
    if "password" in error.lower():
        return "the PDF is encrypted; remove its password and hand it in again"
    return "the PDF is broken; export or print it to PDF again"


def _read(pdf: Any, file: str) -> tuple[str, list[Place]]:
    """Join the pages with an empty line; offsets of places count from the start of the text."""
    texts: list[str] = []
    layout: list[Place] = []
    length = 0
    for number, page in enumerate(pdf, start=1):
        layer = page.get_textpage()
        text, places = _page(layer, number, length)
        layer.close()
        page.close()
        layout.extend(places)
        texts.append(text)
        length += len(text) + 2
        if length > MOST_CHARACTERS:
            says = f"more than {MOST_CHARACTERS // 1_000_000} million characters; split the PDF"
            raise InputError(file, f"page {number}", says)
    return "\n\n".join(texts), layout


def _page(layer: Any, number: int, before: int) -> tuple[str, list[Place]]:
    """Read a page line by line; a gap wider than usual on the page is an empty line."""
    raw: str = layer.get_text_range()
    exact = len(raw) == layer.count_chars()
    spans = [match.span() for match in _LINE.finditer(raw) if not match[0].isspace()]
    boxes = [_box(layer, *span) if exact else None for span in spans]
    most = _usual(boxes)
    text = ""
    places = []
    for at, ((first, last), box) in enumerate(zip(spans, boxes, strict=True)):
        if at:
            gap = _gap(boxes[at - 1], box)
            text += "\n\n" if gap is not None and gap > most else "\n"
        start = before + len(text)
        text += raw[first:last].translate(PLAIN)
        places.append(Place(start, before + len(text), number, box))
    return text, places


def _gap(above: _Box | None, below: _Box | None) -> float | None:
    """Give the white space between a line and the one below it."""
    return above[1] - below[3] if above and below and above[1] > below[3] else None


def _usual(boxes: list[_Box | None]) -> float:
    """Give the most white space that lines of one paragraph have between them on a page."""
    gaps = [gap for gap in (_gap(a, b) for a, b in pairwise(boxes)) if gap is not None]
    heights = [box[3] - box[1] for box in boxes if box]
    return median(gaps) + 0.6 * median(heights) if gaps else 0.0


def _box(layer: Any, first: int, last: int) -> _Box | None:
    """Give the box around the characters of a line: left, bottom, right, top."""
    boxes = [layer.get_charbox(at) for at in range(first, last)]
    boxes = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
    if not boxes:
        return None
    return (
        round(min(box[0] for box in boxes), 2),
        round(min(box[1] for box in boxes), 2),
        round(max(box[2] for box in boxes), 2),
        round(max(box[3] for box in boxes), 2),
    )
