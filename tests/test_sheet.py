"""The defence sheet: one content as HTML and as PDF; pages, fonts, odd characters, and no more of the record than it needs."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pypdfium2
from handed_in import run

from chartproof.cli.defence_sheet import write_sheet
from chartproof.cli.sheet_blocks import Grid, Run, Sheet
from chartproof.cli.sheet_pdf import pdf
from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

NOTE = """Jane Q. Sample, MRN 4471. Established patient.
Assessment/Plan:
1. Hypertension <b>, not at goal \u2265 150. Increase lisinopril to 20 mg daily.
2. Type 2 diabetes, at goal \U0001f642. Continue metformin.
Total time 35 minutes today.
"""


def text_of(path: Path) -> str:
    """The words of a PDF, blanks left out."""
    pages = pypdfium2.PdfDocument(path)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)


def written(line: Line, path: Path) -> Path:
    case = case_from_object({"id": "s1", "text": NOTE, "on": "2026-06-10"}, "case")
    level, coding, _ = line.visit(case, "icd10cm-2026.2")
    write_sheet(path, level, coding)
    return path


def test_the_pdf_says_what_the_page_says(line: Line, tmp_path: Path) -> None:
    page = written(line, tmp_path / "sheet.html").read_text("utf-8").split("<body>")[1]
    said = text_of(written(line, tmp_path / "sheet.PDF"))
    for words in re.split(r"<[^>]*>", page):
        shown = "".join(unescape(words).split())
        assert shown in said


def test_the_sheet_holds_no_more_of_the_record_than_it_needs(line: Line, tmp_path: Path) -> None:
    for name in ("sheet.html", "sheet.pdf"):
        path = written(line, tmp_path / name)
        said = text_of(path) if name.endswith("pdf") else "".join(path.read_text("utf-8").split())
        assert "notatgoal" in said
        assert "Sample" not in said
        assert "4471" not in said
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_the_fonts_are_in_the_pdf_and_the_same_sheet_gives_the_same_bytes(line: Line, tmp_path: Path) -> None:
    made = [written(line, tmp_path / f"{n}.pdf").read_bytes() for n in (1, 2)]
    assert made[0] == made[1]
    assert made[0].count(b"/FontFile2") == made[0].count(b"/FontDescriptor ") > 0
    assert len(pypdfium2.PdfDocument(made[0])) == 1


def test_what_does_not_fit_goes_on_to_the_next_page() -> None:
    row = ((Run("problems", "b"),), (Run("kind"),), (Run("words " * 40, "q"),), (Run("rule", "small"),))
    made = pypdfium2.PdfDocument(pdf(Sheet("t", (Grid(("Element", "a", "b", "c"), (row,) * 30),))))
    assert len(made) > 1
    assert all("Element" in page.get_textpage().get_text_range() for page in made)


def test_a_cell_longer_than_a_page_is_split() -> None:
    cells = ((Run("x"),), (Run("y"),), (Run("long " * 4000, "q"),), (Run("z"),))
    made = pypdfium2.PdfDocument(pdf(Sheet("t", (Grid(("A", "B", "C", "D"), (cells,)),))))
    said = "".join(page.get_textpage().get_text_range() for page in made)
    assert said.count("long") == 4000


def test_markup_is_words_and_what_has_no_form_is_shown_by_its_number() -> None:
    cells = ((Run("<b>&amp;"),), (Run("\u65e5"),), (Run("a\x00b"),), (Run("W" * 300),))
    made = pypdfium2.PdfDocument(pdf(Sheet("t", (Grid(("A", "B", "C", "D"), (cells,)),))))
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in made)
    assert "<b>&amp;" in said
    assert "[U+65E5]" in said
    assert "a[U+0000]b" in said
    assert "W" * 300 in said


def test_em_writes_a_pdf(home: Path, line: Line, tmp_path: Path) -> None:
    note, sheet = tmp_path / "note.txt", tmp_path / "sheet.pdf"
    note.write_text(NOTE, "utf-8")
    line.shelf.releases()
    ran = run(home, "em", str(note), "--on", "2026-06-10", "--sheet", str(sheet))
    assert ran.returncode == 0
    assert "99214" in text_of(sheet)
