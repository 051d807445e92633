"""The Official Guidelines from their PDF: the same paragraphs as from their text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built import built, put, rows
from conftest import SHARED
from printed import pages
from test_build_icd10cm_guidelines import FILES, TEXT

from chartproof.codesets.build import icd10cm_guidelines
from chartproof.model.errors import InputError

NAME = "2031 ICD-10-CM Guidelines.pdf"


def printed(path: Path, text: str = TEXT) -> Path:
    """The text set on pages; the title bold, and its foot wherever it stands, last."""
    every = []
    for number, page in enumerate(text.split("\f"), 1):
        lines = []
        for at, line in enumerate(page.split("\n")):
            head = "*" if number == 1 and at < 6 else ""
            if line.strip():
                left = 72 + 5 * (len(line) - len(line.lstrip()))
                lines.append((left, 760 - 13.8 * at, head + line.strip()))
        every.append(sorted(lines, key=lambda line: "Page" not in line[2]))
    return pages(path, *(page for page in every if page))


def test_the_pdf_gives_the_paragraphs_of_the_text(tmp_path: Path) -> None:
    text = built(icd10cm_guidelines, tmp_path / "text", put(tmp_path, "guidelines.txt", TEXT))
    pdf = built(icd10cm_guidelines, tmp_path / "pdf", printed(tmp_path / NAME))
    assert list(pdf) == list(text)
    for name, release in pdf.items():
        assert rows(release, "paragraphs") == rows(text[name], "paragraphs")
        assert release.holds == text[name].holds


def test_of_both_forms_the_pdf_is_read(tmp_path: Path) -> None:
    both = (put(tmp_path, "guidelines.txt", TEXT), printed(tmp_path / NAME))
    (release,) = built(icd10cm_guidelines, tmp_path / "shelf", *both).values()
    assert [source.name for source in release.sources] == [NAME]


def test_a_pdf_without_its_end_makes_nothing(tmp_path: Path) -> None:
    missing = printed(tmp_path / NAME, TEXT.rsplit("\f", 2)[0])
    with pytest.raises(InputError, match=r"it ends on page \d of 3"):
        built(icd10cm_guidelines, tmp_path / "shelf", missing)
    whole = printed(tmp_path / NAME).read_bytes()
    missing.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(InputError, match=NAME):
        built(icd10cm_guidelines, tmp_path / "shelf", missing)
    other = pages(tmp_path / NAME, [(72, 700, "Guidelines of other people")])
    assert built(icd10cm_guidelines, tmp_path / "shelf", other) == {}


@pytest.mark.data
@pytest.mark.parametrize(("release", "file"), FILES.items())
def test_the_published_pdf_and_its_text_say_the_same(tmp_path: Path, release: str, file: str) -> None:
    text = SHARED / "data/guidelines" / file
    ours = built(icd10cm_guidelines, tmp_path / "pdf", text.with_suffix(".pdf"))[release]
    theirs = built(icd10cm_guidelines, tmp_path / "text", text)[release]
    pdf, txt = rows(ours, "paragraphs"), rows(theirs, "paragraphs")

    def place(row: dict[str, str]) -> tuple[str, ...]:
        return row["paragraph"], row["block"], row["page"]

    def said(row: dict[str, str]) -> str:
        return re.sub(r"\s", "", row["heading"] + row["text"])

    assert list(map(place, pdf)) == list(map(place, txt))
    same = sum(said(a) == said(b) for a, b in zip(pdf, txt, strict=True))
    print(f"{release}: {same} of {len(txt)} paragraphs alike but for white space")
    assert same == len(txt)
