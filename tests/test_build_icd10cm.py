"""Builders of ICD-10-CM lists: order file, addenda, tabular, POA-exempt list, conversion table."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from built import built, put, rows
from conftest import SHARED
from published import workbook

from chartproof.codesets.build import (
    Told,
    icd10cm,
    icd10cm_addenda,
    icd10cm_conversion,
    icd10cm_order,
    icd10cm_poa,
    icd10cm_tabular,
)
from chartproof.model.errors import InputError

CM = SHARED / "data/icd10cm"
ZIPS = [CM / f"icd10cm-code-descriptions-{year}.zip" for year in (2025, 2026)]
TABULARS = [CM / f"icd10cm-tables-index-april-{year}.zip" for year in (2025, 2026)]


def order_line(number: int, code: str, flag: int, title: str) -> str:
    return f"{number:05} {code:<7} {flag} {title[:60]:<60} {title}\r\n"


ORDER = "".join(
    order_line(*line)
    for line in [
        (1, "A00", 0, "Invented fever"),
        (2, "A000", 1, "Invented fever of cats"),
        (3, "A009", 1, "Invented fever, unspecified"),
        (4, "QA0", 0, "Invented gene"),
        (5, "QA00", 1, "Invented gene, first"),
        (6, "S01", 0, "Invented wound"),
        (7, "S01XXXA", 1, "Invented wound, first visit"),
    ]
)
ADDENDA = """Delete:      A009    Invented fever, unspecified
Add:         A0090   Invented fever, mild
Add:         A0091   Invented fever, severe
Revise from: A000    Invented fever of cats
Revise to:   A000    Invented fever of cats and dogs

Codes
  4 codes in icd10cm_order_2031.txt
  5 codes in icd10cm_order_2032.txt
"""
TABULAR = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>2031</version>
<chapter><name>1</name><desc>Ours (A00-S01)</desc>
<section id="A00-S01"><desc>Ours</desc>
<diag><name>A00</name><desc>Invented fever</desc>
  <excludes1><note>invented wound (S01.-)</note></excludes1>
  <diag><name>A00.0</name><desc>Invented fever of cats</desc></diag>
  <diag><name>A00.9</name><desc>Invented fever, unspecified</desc></diag></diag>
<diag><name>QA0</name><desc>Invented gene</desc>
  <diag><name>QA0.0</name><desc>Invented gene, first</desc></diag></diag>
<diag><name>S01</name><desc>Invented wound</desc>
  <sevenChrDef><extension char="A">first visit</extension><extension char="D">later</extension></sevenChrDef>
</diag></section></chapter></ICD10CM.tabular>
"""


def test_the_order_file(tmp_path: Path) -> None:
    made = built(icd10cm_order, tmp_path, put(tmp_path, "icd10cm_order_2031.txt", ORDER))
    release = made["icd10cm-order-2031"]
    assert (release.rows, release.holds.first, release.holds.last) == (
        4,
        date(2030, 10, 1),
        date(2031, 9, 30),
    )
    assert [r["code"] for r in rows(release, "codes")] == ["A00.0", "A00.9", "QA0.0", "S01.XXXA"]
    assert [r["code"] for r in rows(release, "headings")] == ["A00", "QA0", "S01"]
    april = built(icd10cm_order, tmp_path, put(tmp_path, "icd10cm-order-April-2031.txt", ORDER))
    assert april["icd10cm-order-2031.2"].holds.first == date(2031, 4, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (ORDER.replace("00003 A009 ", "00003 A00? "), "line 3"),
        (ORDER.replace("00003 ", "00004 "), "line 3"),
        (ORDER[:-40], "line 7"),
        (ORDER[:-2], "line 7"),
    ],
)
def test_a_broken_order_file_makes_nothing(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(InputError, match=place):
        built(icd10cm_order, tmp_path / "shelf", put(tmp_path, "icd10cm_order_2031.txt", text))
    assert not (tmp_path / "shelf").exists()


def test_other_files_are_not_its_own(tmp_path: Path) -> None:
    other = put(tmp_path, "icd10cm_order_2031.txt", "Something else\n")
    for builder in (
        icd10cm_order,
        icd10cm_tabular,
        icd10cm_poa,
        icd10cm_conversion,
        icd10cm_addenda,
    ):
        assert built(builder, tmp_path / "shelf", other) == {}


def test_addenda_make_a_derived_list(tmp_path: Path) -> None:
    order = put(tmp_path, "icd10cm_order_2031.txt", ORDER)
    addenda = put(tmp_path, "icd10cm_codes_addenda_2032.txt", ADDENDA)
    release = built(icd10cm_addenda, tmp_path, order, addenda)["icd10cm-order-2032"]
    assert release.derived
    titles = {r["code"]: r["title"] for r in rows(release, "codes")}
    assert list(titles) == ["A00.0", "A00.90", "A00.91", "QA0.0", "S01.XXXA"]
    assert titles["A00.0"] == "Invented fever of cats and dogs"


def test_addenda_go_onto_a_release_that_stands(tmp_path: Path) -> None:
    built(icd10cm_order, tmp_path, put(tmp_path, "icd10cm_order_2031.txt", ORDER))
    standing = tmp_path / "icd10cm-order-2031/tables/codes.tsv"
    addenda = put(tmp_path, "icd10cm_codes_addenda_2032.txt", ADDENDA)
    assert built(icd10cm_addenda, tmp_path, standing, addenda)["icd10cm-order-2032"].rows == 5


def test_addenda_that_do_not_fit_make_nothing(tmp_path: Path) -> None:
    addenda = put(tmp_path, "icd10cm_codes_addenda_2032.txt", ADDENDA)
    with pytest.raises(InputError, match="FY2031: hand that in too"):
        built(icd10cm_addenda, tmp_path, addenda)
    order = put(tmp_path, "icd10cm_order_2031.txt", ORDER)
    for broken, says in [
        (ADDENDA.replace("  4 codes", "  7 codes"), "says 7 codes where there are 4"),
        (
            ADDENDA.replace("Revise from: A000    Inv", "Revise from: A000    Unk"),
            "line 4: Revise from A000",
        ),
        (ADDENDA.replace("Delete:      A009 ", "Delete:      A008 "), "line 1: Delete A008"),
        (ADDENDA.partition("Codes")[0], "counts that close"),
    ]:
        put(tmp_path, "icd10cm_codes_addenda_2032.txt", broken)
        with pytest.raises(InputError, match=re.escape(says)):
            built(icd10cm_addenda, tmp_path, order, addenda)


def test_a_published_list_leaves_nothing_to_derive(tmp_path: Path) -> None:
    order = put(tmp_path, "icd10cm_order_2032.txt", ORDER)
    addenda = put(tmp_path, "icd10cm_codes_addenda_2032.txt", ADDENDA)
    assert built(icd10cm_addenda, tmp_path, order, addenda) == {}


def test_the_tabular_with_and_without_its_order_file(tmp_path: Path) -> None:
    xml = put(tmp_path, "icd10cm-tabular-April-2031.xml", TABULAR)
    order = put(tmp_path, "icd10cm_order_2031.txt", ORDER)
    release = built(icd10cm_tabular, tmp_path / "a", xml, order)["icd10cm-2031.2"]
    assert (release.rows, release.derived) == (4, False)
    assert release.holds.first == date(2031, 4, 1)
    assert [r["targets"] for r in rows(release, "notes")] == ["S01"]
    alone = built(icd10cm_tabular, tmp_path / "b", xml)["icd10cm-2031.2"]
    assert (alone.rows, alone.derived) == (5, True)
    october = put(tmp_path, "icd10cm-tabular-2031.xml", TABULAR)
    release = built(icd10cm_tabular, tmp_path, october)["icd10cm-2031.1"]
    assert release.holds.last == date(2031, 3, 31)


def test_a_broken_tabular_makes_nothing(tmp_path: Path) -> None:
    xml = put(tmp_path, "icd10cm-tabular-2031.xml", TABULAR[:600])
    with pytest.raises(InputError, match="not whole XML"):
        built(icd10cm_tabular, tmp_path, xml)
    wrong = put(tmp_path, "icd10cm-tabular-2030.xml", TABULAR)
    with pytest.raises(InputError, match="is of 2031, not of 2030"):
        built(icd10cm_tabular, tmp_path, wrong)
    whole = put(tmp_path, "icd10cm-tabular-2031.xml", TABULAR)
    order = put(tmp_path, "icd10cm_order_2031.txt", ORDER + order_line(8, "Z00", 1, "Invented visit"))
    with pytest.raises(InputError, match="has not Z00 and 0 more"):
        built(icd10cm_tabular, tmp_path, whole, order)


POA = """Order31\tPOAexemptCode\tDescription
00002\tA00.0\tInvented fever of cats
00007\tS01.XXXA\t"Invented wound, first visit"
"""


def test_the_poa_exempt_list(tmp_path: Path) -> None:
    codes = put(tmp_path, "POAexemptCodesFY31.txt", POA)
    added = put(tmp_path, "POAexemptAddCodesFY31.txt", POA[: POA.rindex("00007")])
    readme = put(tmp_path, "ReadMePOAexemptFY31.txt", "POA list (2 codes)\r\nadded (1 codes)\r\n")
    release = built(icd10cm_poa, tmp_path, codes, added, readme)["icd10cm-poa-exempt-2031"]
    assert [r["title"] for r in rows(release, "codes")] == [
        "Invented fever of cats",
        "Invented wound, first visit",
    ]
    assert [(r["action"], r["code"]) for r in rows(release, "changes")] == [("add", "A00.0")]
    put(tmp_path, "ReadMePOAexemptFY31.txt", "POA list (3 codes)\r\n")
    with pytest.raises(InputError, match="2 codes where .* says 3"):
        built(icd10cm_poa, tmp_path, codes, readme)
    put(tmp_path, "POAexemptCodesFY31.txt", POA.replace("A00.0", "A00,0"))
    with pytest.raises(InputError, match="line 2"):
        built(icd10cm_poa, tmp_path, codes)


def test_the_conversion_table(tmp_path: Path) -> None:
    head = [
        ["Ours for FY 2031"],
        ["Current code assignment", "Effective", "Previous Code(s) Assignment"],
    ]
    body = [
        ["A00.0 ", "2030", "A00 and B00.1-B00.3"],
        ["A001", "2030-04-01", "None"],
        ["QA0.0", "2030", "Q99.8; E1.0"],
    ]
    path = workbook(tmp_path / "ICD-10-CM-CONVERSION-TABLE-FY2031.xlsx", head + body)
    release = built(icd10cm_conversion, tmp_path, path)["icd10cm-conversion-2031"]
    assert [(r["code"], r["effective"]) for r in rows(release, "conversions")] == [
        ("A00.0", "2030-10-01"),
        ("A00.1", "2030-04-01"),
        ("QA0.0", "2030-10-01"),
    ]
    assert [tuple(r.values()) for r in rows(release, "previous")] == [
        ("A00.0", "A00", "", "and"),
        ("A00.0", "B00.1", "B00.3", "and"),
        ("QA0.0", "Q99.8", "", "or"),
    ]
    workbook(path, [*head, ["A00.0", "soon", "A00"]])
    with pytest.raises(InputError, match="row 3"):
        built(icd10cm_conversion, tmp_path, path)
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(InputError, match="not a whole workbook"):
        built(icd10cm_conversion, tmp_path, path)


def member(archive: Path, name: str) -> str:
    with zipfile.ZipFile(archive) as inside:
        return inside.read(name).decode("utf-8")


@pytest.mark.data
@pytest.mark.parametrize(("archive", "year", "codes"), [(ZIPS[0], 2025, 74_260), (ZIPS[1], 2026, 74_719)])
def test_every_code_of_the_order_and_tabular_files(
    tmp_path: Path, archive: Path, year: int, codes: int
) -> None:
    listed = {line[:7].strip() for line in member(archive, f"icd10cm_codes_{year}.txt").splitlines()}
    assert len(listed) == codes
    tabular = TABULARS[year - 2025]
    made = built(icd10cm_order, tmp_path, archive) | built(icd10cm_tabular, tmp_path, archive, tabular)
    assert set(made) == {f"icd10cm-order-{year}", f"icd10cm-{year}.2"}
    for release in made.values():
        assert release.rows == codes
        assert {r["code"].replace(".", "") for r in rows(release, "codes")} == listed
    nodes = len(rows(made[f"icd10cm-{year}.2"], "nodes"))
    name = next(n for n in zipfile.ZipFile(tabular).namelist() if "tabular" in n and n.endswith("xml"))
    assert nodes == len(re.findall(r"<(?:diag|section|chapter)[ >]", member(tabular, name)))
    if year == 2026:
        assert made["icd10cm-2026.2"].seal == built_embedded(tmp_path / "embedded")


def built_embedded(shelf: Path) -> str:
    from chartproof.codesets.release import write

    return write(icd10cm.draft(), shelf).seal


@pytest.mark.data
def test_addenda_give_the_list_of_fy2027(tmp_path: Path) -> None:
    made = built(icd10cm_addenda, tmp_path, ZIPS[1], CM / "icd10cm_codes_addenda_2027.txt")
    release = made["icd10cm-order-2027"]
    lines = (CM / "icd10cm_codes_2027_derived.txt").read_text("utf-8").splitlines()
    wanted = {line[:7].strip(): line[8:].strip() for line in lines}
    assert len(wanted) == release.rows == 74_879
    assert {r["code"].replace(".", ""): r["title"] for r in rows(release, "codes")} == wanted


@pytest.mark.data
def test_order_addenda_of_fy2026_give_its_order_file(tmp_path: Path) -> None:
    addenda = put(
        tmp_path,
        "icd10cm_order_addenda_2026.txt",
        member(ZIPS[1], "icd10cm_order_addenda_2026.txt"),
    )
    derived = built(icd10cm_addenda, tmp_path / "a", ZIPS[0], addenda)["icd10cm-order-2026"]
    published = built(icd10cm_order, tmp_path / "b", ZIPS[1])["icd10cm-order-2026"]
    for table in ("codes", "headings"):
        ours, theirs = rows(derived, table), rows(published, table)
        assert [(r["code"], r["short_title"], r["title"]) for r in ours] == [
            (r["code"], r["short_title"], r["title"]) for r in theirs
        ]


@pytest.mark.data
def test_every_exempt_code_and_every_conversion(tmp_path: Path) -> None:
    exempt = built(icd10cm_poa, tmp_path, *sorted((CM / "poa_exempt").glob("*.txt")))
    for year in (25, 26):
        lines = (CM / f"poa_exempt/POAexemptCodesFY{year}.txt").read_bytes().count(b"\n")
        assert exempt[f"icd10cm-poa-exempt-20{year}"].rows == lines - 1
    path = CM / "ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx"
    release = built(icd10cm_conversion, tmp_path, path)["icd10cm-conversion-2026"]
    sheet = member(path, "xl/worksheets/sheet1.xml")
    assert release.rows == len(re.findall(r'<c r="C\d+"[^>]*><v>', sheet)) - 1
    told = Told(version="2026.2")
    assert set(built(icd10cm_conversion, tmp_path, path, told=told)) == {"icd10cm-conversion-2026.2"}
