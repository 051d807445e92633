"""Lines and cells of a published PDF, with where they stand; what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from printed import pages, table

from chartproof.formats import pdf, pdf_cells
from chartproof.formats.pdf_cells import pdf_rows
from chartproof.formats.pdf_lines import pdf_lines
from chartproof.model.errors import InputError


def test_lines_say_where_each_word_begins_and_what_is_bold(tmp_path: Path) -> None:
    made = pages(tmp_path / "a.pdf", [(72, 700, "*Head"), (100, 688, "far in")], [(72, 700, "next")])
    first, second, third = pdf_lines(made.read_bytes(), "a.pdf")
    assert (first.text, first.left, first.bottom, first.page) == ("Head", 72.0, 700.0, 1)
    assert all(first.bold)
    assert not any(second.bold)
    assert (second.left, third.page) == (100.0, 2)
    word = second.part(3)
    assert (word.text, len(word.lefts)) == ("in", 2)
    assert word.left > 110
    assert [line.page for line in pdf_lines(made.read_bytes(), "a.pdf", pages=1)] == [1, 1]


def test_cells_are_read_by_their_boxes(tmp_path: Path) -> None:
    made = table(tmp_path / "a.pdf", "Title outside", (("first\nand on", "B", ""), ("second", "C", "D")))
    rows = list(pdf_rows(made.read_bytes(), "a.pdf"))
    assert [[cell.lines for cell in row.cells] for row in rows] == [
        [("first", "and on"), ("B",), ()],
        [("second",), ("C",), ("D",)],
    ]
    assert [(row.page, row.number) for row in rows] == [(1, 1), (1, 2)]
    assert [cell.left for cell in rows[0].cells] == pytest.approx([36, 186, 251], abs=1)


def test_what_is_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = table(tmp_path / "a.pdf", "Title", (("first", "B", "C"),), (("x" * 40, "B", "C"),)).read_bytes()
    monkeypatch.setattr("chartproof.formats.pdf_lines.MOST_CHARACTERS", 30)
    for read in (pdf_lines, pdf_rows):
        with pytest.raises(InputError, match=r"a\.pdf: page 2: more than"):
            list(read(made, "a.pdf"))
    monkeypatch.undo()
    monkeypatch.setattr(pdf_cells, "MOST_SHAPES", 2)
    with pytest.raises(InputError, match=r"a\.pdf: page 1: more than 2 shapes"):
        list(pdf_rows(made, "a.pdf"))
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(InputError, match="2 pages, more than 1"):
        list(pdf_lines(made, "a.pdf"))


@pytest.mark.parametrize("read", [pdf_lines, pdf_rows])
def test_a_broken_pdf_is_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(InputError, match=r"a\.pdf: the PDF is broken"):
        list(read(b"%PDF-1.7 and no more", "a.pdf"))


def test_scripts_and_attachments_are_never_opened(tmp_path: Path) -> None:
    """A PDF that would run a script on opening is read as text, no more."""
    made = pages(tmp_path / "a.pdf", [(72, 700, "harmless")])
    data = made.read_bytes()
    script = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >> /Type /Catalog"
    assert b"/Type /Catalog" in data
    acting = data.replace(b"/Type /Catalog", script, 1)
    assert [line.text for line in pdf_lines(acting, "a.pdf")] == ["harmless"]
