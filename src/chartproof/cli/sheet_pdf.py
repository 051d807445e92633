"""The defence sheet as a PDF: Letter paper, fonts embedded, words wrapped, what does not fit goes on to the next page.

Nothing is fetched and no clock is read: the same sheet gives the same bytes. A character that the font has no
form of is shown by its number.
"""

from __future__ import annotations

from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from chartproof.cli.sheet_blocks import Grid, Heading, Items, NewPage, Run, Said, Sheet, Words

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

#: The fonts that come with reportlab, as it calls them and as their files are called.
_FONTS = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf"}
_MARGIN = 40
#: Widths of the table's columns, in parts of the whole.
_COLUMNS = (0.15, 0.24, 0.34, 0.27)
_LINE, _SHADE, _QUOTE, _SMALL = "#999999", "#eeeeee", "#fff3bf", "#444444"


def pdf(sheet: Sheet) -> bytes:
    """The pages."""
    from reportlab.lib.pagesizes import LETTER
    from reportlab.platypus import SimpleDocTemplate

    _fonts()
    made = BytesIO()
    paper = SimpleDocTemplate(
        made, pagesize=LETTER, title=sheet.title, invariant=1, leftMargin=_MARGIN, rightMargin=_MARGIN,
        topMargin=_MARGIN, bottomMargin=_MARGIN,
    )  # fmt: skip
    story = [flowable for block in sheet.blocks for flowable in _flowables(block, paper.width)]
    paper.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return made.getvalue()


@cache
def _fonts() -> frozenset[int]:
    """Make the fonts known; the characters they have."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = [TTFont(name, file) for name, file in _FONTS.items()]
    for font in fonts:
        registerFont(font)
    registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera", boldItalic="Vera-Bold")
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))


@cache
def _style(size: float, before: float = 0, after: float = 0, *, bold: bool = False) -> ParagraphStyle:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        f"{size} {bold}", fontName="Vera-Bold" if bold else "Vera", fontSize=size, leading=size * 1.35,
        spaceBefore=before, spaceAfter=after, splitLongWords=1,
    )  # fmt: skip


def _flowables(block: object, width: float) -> list[Any]:
    from reportlab.platypus import PageBreak, Paragraph

    match block:
        case NewPage():
            return [PageBreak()]
        case Heading(words, level):
            size = 15 if level == 1 else 10.5
            return [Paragraph(_shown(words), _style(size, 7, 3, bold=True))]
        case Said(words):
            return [Paragraph(_words(words), _style(8.5, 0, 3))]
        case Items(items):
            return [Paragraph(_words(item), _style(8.5, 0, 2), bulletText="-") for item in items]
        case Grid(head, rows):
            return [_table(head, rows, width)]
    raise TypeError(f"{type(block).__name__} is no block of a sheet")


def _table(head: tuple[str, ...], rows: tuple[tuple[Words, ...], ...], width: float) -> Any:
    """A table whose head is on each of its pages; a row that is longer than a page is split."""
    from reportlab.platypus import Paragraph, Table

    said = _style(7.5)
    cells = [[Paragraph(_shown(h), _style(7.5, bold=True)) for h in head]]
    cells += [[Paragraph(_words(cell), said) for cell in row] for row in rows]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    widths = [width * part for part in _COLUMNS]
    return Table(cells, colWidths=widths, style=look, repeatRows=1, splitInRow=1)


def _words(words: Words) -> str:
    return "".join(_run(run) for run in words)


def _run(run: Run) -> str:
    said = _shown(run.words)
    match run.look:
        case "b":
            return f"<b>{said}</b>"
        case "q":
            return f'<font backColor="{_QUOTE}">\u201c{said}\u201d</font>'
        case "small":
            return f'<font size="6.5" color="{_SMALL}">{said}</font>'
    return said


def _shown(words: str) -> str:
    """The words with what the font can't draw by its number, and nothing that reads as markup."""
    known = _fonts()
    drawn = "".join(c if ord(c) in known or c.isspace() else f"[U+{ord(c):04X}]" for c in words)
    return escape(drawn)


def _numbered(canvas: Any, paper: Any) -> None:
    """The number of the page, at its foot."""
    canvas.setFont("Vera", 7)
    canvas.drawRightString(paper.pagesize[0] - _MARGIN, _MARGIN / 2, f"page {canvas.getPageNumber()}")
