"""Little PDFs in the form publishers print: addenda by lines, addenda by tables, guidelines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen import canvas

#: What is done, how far in the text stands, and the text; bold where it begins with `*`. A line that
#: goes on with the one above has nothing done.
Lines = Sequence[tuple[str, float, str]]
#: The cells of a row; a cell may have several lines.
Cells = Sequence[str]


def addenda(path: Path, title: str, *pages: Lines) -> Path:
    """An addenda by lines, its title on the first page."""
    sheet = canvas.Canvas(str(path), pagesize=(612, 792))
    sheet.setFont("Helvetica-Bold", 16)
    sheet.drawString(72, 750, title)
    sheet.drawString(240, 730, "2032 Addenda")
    for page in pages:
        for number, (action, left, text) in enumerate(page):
            at = 700 - 12 * number
            sheet.setFont("Helvetica-Oblique", 7)
            sheet.drawString(36, at, action)
            _say(sheet, left, at, text)
        sheet.showPage()
    sheet.save()
    return path


def _say(sheet: canvas.Canvas, left: float, at: float, text: str) -> None:
    sheet.setFont("Helvetica-Bold" if text.startswith("*") else "Helvetica", 9)
    sheet.drawString(left, at, text.removeprefix("*"))


def table(path: Path, title: str, *pages: Sequence[Cells]) -> Path:
    """An addenda by tables: a box around each cell, the first column wide; one or seven cells a row."""
    sheet = canvas.Canvas(str(path), pagesize=(612, 792))
    sheet.setFont("Helvetica-Bold", 16)
    sheet.drawString(72, 750, title)
    for page in pages:
        top = 700.0
        for row in page:
            high = 4 + 9 * max(cell.count("\n") + 1 for cell in row)
            for number, cell in enumerate(row):
                left = 36 if number == 0 else 186 + 65 * (number - 1)
                wide = 150 if number == 0 else 65 if len(row) > 2 else 390
                sheet.rect(left, top - high, wide, high)
                sheet.setFont("Helvetica", 7)
                for line, text in enumerate(cell.split("\n")):
                    sheet.drawString(left + 2, top - 9 - 9 * line, text)
            top -= high
        sheet.showPage()
    sheet.save()
    return path


def pages(path: Path, *texts: Sequence[tuple[float, float, str]]) -> Path:
    """Pages of lines, each with where it stands: left, bottom, text (bold where it begins with `*`)."""
    sheet = canvas.Canvas(str(path), pagesize=(612, 792))
    for lines in texts:
        for left, bottom, text in lines:
            _say(sheet, left, bottom, text)
        sheet.showPage()
    sheet.save()
    return path
