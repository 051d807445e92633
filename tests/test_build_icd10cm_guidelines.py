"""The builder of the Official Guidelines: paragraphs as they are cited, and nothing lost."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from built import built, put, rows
from conftest import SHARED

from chartproof.codesets.build import Told, icd10cm_guidelines
from chartproof.model.errors import InputError

GUIDELINES = SHARED / "data/guidelines"
FILES = {
    "icd10cm-guidelines-2025.2": "2025-Update__ICD-10-CM-April-1-FY25-Guidelines.txt",
    "icd10cm-guidelines-2026": "2026__ICD-10-CM-October-2025-Guidelines.txt",
}
FOOT = """


                              ICD-10-CM Official Guidelines for Coding and Reporting
                                                                             FY 2031
                                                                         Page {} of 3
\f"""
TEXT = (
    """        ICD-10-CM Official Guidelines for Coding and Reporting
                 FY 2031 -- UPDATED October 1, 2030
                 (October 1, 2030 - September 30, 2031)
                              Ours, for tests
  No lines are moved
                    No headings are new

These guidelines are invented. They stand here for tests and say nothing of how to code, and so
they end.
ICD-10-CM Official Guidelines for Coding and Reporting .........................................1
Section I. Conventions of ours, and chapters that come after the conventions of ours are read ..2
  A. Conventions of cats ........................................................................2
"""
    + FOOT.format(1)
    + """Section I. Conventions of ours, and chapters that come after the
           conventions of ours are read
           The conventions are for cats of every size and for every kind of whisker that a cat may
           have or lose.

    A. Conventions of cats
      1.   Whiskers
             Whiskers are counted on each side of the face, and the count is written down by the
             one who counts. See COVID-
             19 too.

             The list of things to count:
             • whiskers
             • ears of which there
               are two

      2.   Patients admitted with tails that have been counted as
           lost in the house
             Tails are counted once, and this paragraph goes on to the page that comes after it so
"""
    + FOOT.format(2)
    + """that two lines are one.
             a. When this begins like a marker but small, the
             1) Long tails
                 (a) Longest tails
                    (i)Tails that are measured with the longest of all rulers in the
                       house
                    No tail is longer.
                 (b) Other tails
                    The rest.
      4.   This is no paragraph for 3 is missing.

    B. Ears
      Two.
"""
    + FOOT.format(3)
)


def test_paragraphs_as_they_are_cited(tmp_path: Path) -> None:
    path = put(tmp_path, "ours-guidelines.txt", TEXT)
    release = built(icd10cm_guidelines, tmp_path, path)["icd10cm-guidelines-2031"]
    assert (release.holds.first, release.holds.last) == (date(2030, 10, 1), date(2031, 9, 30))
    found = [tuple(r.values()) for r in rows(release, "paragraphs")]
    headings = {r[0]: r[2] for r in found}
    assert list(headings) == [
        "Introduction", "I", "I.A", "I.A.1", "I.A.2", "I.A.2.a", "I.A.2.a.1", "I.A.2.a.1.a",
        "I.A.2.a.1.a.i", "I.A.2.a.1.b", "I.B",
    ]  # fmt: skip
    assert headings["I"].endswith("after the conventions of ours are read")
    assert headings["I.A.2"] == "Patients admitted with tails that have been counted as lost in the house"
    assert headings["I.A.2.a.1.a.i"].endswith("of all rulers in the house")
    assert [r[4] for r in found if r[0] == "I.A.1"] == [
        (
            "Whiskers are counted on each side of the face, and the count is written down by the one who "
            "counts. See COVID-19 too."
        ),
        "The list of things to count:",
        "• whiskers",
        "• ears of which there are two",
    ]
    (tails,) = [r for r in found if r[0] == "I.A.2"]
    assert tails[3] == "2"
    assert tails[4].endswith("to the page that comes after it so that two lines are one.")
    assert next(r[4] for r in found if r[0] == "I.A.2.a.1.b").startswith("The rest. 4. This is no")


def test_a_text_cut_short_makes_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, "ours-guidelines.txt", TEXT.rpartition("Page")[0])
    with pytest.raises(InputError, match="it ends on page 3 of 3"):
        built(icd10cm_guidelines, tmp_path / "shelf", path)
    put(tmp_path, "ours-guidelines.txt", TEXT.replace("(October", "(Oct."))
    with pytest.raises(InputError, match="gives no days"):
        built(icd10cm_guidelines, tmp_path / "shelf", path)
    told = Told(first=date(2030, 10, 1), last=date(2031, 9, 30))
    assert set(built(icd10cm_guidelines, tmp_path / "shelf", path, told=told)) == {"icd10cm-guidelines-2031"}
    assert built(icd10cm_guidelines, tmp_path, put(tmp_path, "other.txt", "Other\n")) == {}


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.data
@pytest.mark.parametrize(("name", "file"), FILES.items())
def test_every_paragraph_of_the_contents_and_every_line(tmp_path: Path, name: str, file: str) -> None:
    text = (GUIDELINES / file).read_text("utf-8")
    release = built(icd10cm_guidelines, tmp_path, GUIDELINES / file)[name]
    found = rows(release, "paragraphs")
    headings = {bare(r["heading"]).lower().rstrip(".") for r in found}
    start = text.index("Section I. Conventions", text.index("....") + 4000)
    contents = re.findall(r"^ *(?:[A-Z]|\d+|[a-z])\. +([^.\n]{6,60}?) ?\.{4,}", text[:start], re.MULTILINE)
    missing = [c for c in contents if bare(c).lower() not in headings]
    assert len(contents) > 150
    assert len(missing) <= 0.05 * len(contents), missing
    told = bare("".join([r["heading"] * (r["block"] == "1") + r["text"] for r in found]))
    told += bare("".join(dict.fromkeys(r["heading"] for r in found)))
    furniture = re.compile(
        r"\s*(ICD-10-CM Official Guidelines for Coding and Reporting|FY 20\d\d|Page \d+ of \d+)?\s*"
    )
    lost = []
    for line in text[start:].replace("\f", "\n").splitlines():
        own = re.sub(r"^\s*(Section [IVX]+\.|Appendix I$|[A-Z]\.|\d+[.)]|[a-z]\.|\([a-z]+\))\s*", "", line)
        if not furniture.fullmatch(line) and bare(own) not in told and bare(line) not in told:
            lost.append(line)
    assert lost == []
