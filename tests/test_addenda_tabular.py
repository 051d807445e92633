"""Addenda of the Tabular List: nodes, titles and notes changed as the lines say, none guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from built import built, put, rows
from printed import addenda
from test_build_icd10cm import order_line

from chartproof.codesets.adding import Placed, add, outcomes
from chartproof.codesets.build import Told, icd10cm_tabular_addenda
from chartproof.codesets.build.addenda_lines import Change
from chartproof.codesets.build.tabular_lines import read
from chartproof.codesets.release import Release
from chartproof.model.errors import InputError

TITLE = "ICD-10-CM TABULAR LIST of DISEASES and INJURIES"
NAME = "icd10cm-tabular-addenda-2032.pdf"
TABULAR = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>2031</version>
<chapter><name>1</name><desc>Ours (A00-S09)</desc>
<section id="A00-A09"><desc>Fevers (A00-A09)</desc>
  <excludes1><note>cold (A08)</note></excludes1>
<diag><name>A00</name><desc>Invented fever</desc>
  <includes><note>glow</note></includes>
  <codeFirst><note>the cat, such as:</note><note>big cat (A01)</note><note>small cat (A02)</note></codeFirst>
  <excludes1><note>invented wound (S01)</note><note>zeal (A05)</note></excludes1>
  <diag><name>A00.0</name><desc>Invented fever of cats</desc>
    <inclusionTerm><note>Cat fever</note><note>Feline glow</note></inclusionTerm></diag>
  <diag><name>A00.9</name><desc>Invented fever, unspecified</desc></diag></diag>
<diag><name>A01</name><desc>Big cat</desc></diag></section>
<section id="S00-S09"><desc>Wounds (S00-S09)</desc>
<diag><name>S01</name><desc>Invented wound</desc>
  <sevenChrNote><note>The appropriate 7th character is to be added</note></sevenChrNote>
  <sevenChrDef><extension char="A">first visit</extension><extension char="D">later</extension></sevenChrDef>
  <diag><name>S01.0</name><desc>Wound of ear</desc></diag>
  <diag><name>S01.1</name><desc>Wound of tail</desc></diag>
</diag></section></chapter></ICD10CM.tabular>
"""
LINES = (
    ("No Change", 90, "*Chapter 1"),
    ("Revise from", 90, "*Ours (A00-S09)"),
    ("Revise to", 90, "*Ours, and new ones (A00-T01)"),
    ("No Change", 90, "This chapter contains the following blocks:"),
    ("Add", 100, "T00 New ones"),
    ("No Change", 90, "*Fevers (A00-A09)"),
    ("Delete", 90, "Excludes1: cold (A08)"),
    ("Add", 90, "Excludes2: cold (A08)"),
    ("Add", 140, "chill (A07)"),
    ("No Change", 90, "*A00 Invented fever"),
    ("No Change", 111, "Code first "),
    ("Revise from", 150, "small cat (A02)"),
    ("Revise to", 150, "small cat, also of the neighbors, as"),
    ("", 170, "far as known (A02.-)"),
    ("Add", 111, "Use Additional code, if applicable, for tail (S01.1-)"),
    ("No Change", 111, "Excludes1: "),
    ("Add", 150, "mild wound (S02)"),
    ("No Change", 111, "*A00.0 Invented fever of cats"),
    ("Delete", 140, "Feline glow"),
    ("Add", 140, "*A00.01 Invented fever of big cats"),
    ("Add", 175, "Feline glow"),
    ("Add", 175, "Code also, if applicable:"),
    ("Add", 220, "whisker (A03)"),
    ("Revise from", 111, "*A00.9 Invented fever, unspecified"),
    ("Revise to", 111, "*A00.9 Invented fever NOS"),
    ("Delete", 90, "*A01 Big cat"),
    ("Add", 90, "*A02 Small cat"),
)
LATER = (
    ("No Change", 90, "*Wounds (S00-S09)"),
    ("No Change", 90, "*S01 Invented wound"),
    ("Add", 111, "*S01.2 Wound of nose"),
    ("Delete", 111, "*S01.1 Wound of tail"),
    ("Add", 90, "*New ones (T00-T01)"),
    ("Add", 90, "*T00 New one"),
    ("Add", 111, "Exclude1: old one (A00)"),
)


def made(folder: Path, *pages: tuple[tuple[str, float, str], ...], more: tuple[Path, ...] = ()) -> Release:
    pdf = addenda(folder / NAME, TITLE, *pages)
    xml = put(folder, "icd10cm-tabular-2031.xml", TABULAR)
    return built(icd10cm_tabular_addenda, folder / "shelf", pdf, xml, *more)["icd10cm-2032.1"]


def ordered(folder: Path, *codes: str) -> Path:
    """The order file of the year: a heading, and valid codes."""
    lines = [order_line(1, "A00", 0, "A00")]
    lines += [order_line(number, code, 1, code) for number, code in enumerate(codes, 2)]
    return put(folder, "icd10cm_order_2032.txt", "".join(lines))


def notes(release: Release, node: str) -> Iterator[tuple[str, str]]:
    yield from ((r["kind"], r["text"]) for r in rows(release, "notes") if r["node"] == node)


def unapplied(release: Release) -> list[tuple[str, ...]]:
    return [tuple(r.values())[2:] for r in rows(release, "unapplied")]


def test_nodes_and_codes(tmp_path: Path) -> None:
    release = made(tmp_path, LINES, LATER)
    assert release.derived
    nodes = {r["node"]: (r["kind"], r["parent"], r["title"]) for r in rows(release, "nodes")}
    assert nodes["chapter 1"][2] == "Ours, and new ones (A00-T01)"
    assert nodes["A00.01"] == ("subcategory", "A00.0", "Invented fever of big cats")
    assert nodes["A00.9"][2] == "Invented fever NOS"
    assert nodes["A02"] == ("category", "section A00-A09", "Small cat")
    assert nodes["section T00-T01"] == ("section", "chapter 1", "New ones (T00-T01)")
    assert nodes["T00"] == ("category", "section T00-T01", "New one")
    assert list(nodes) == [
        "chapter 1", "section A00-A09", "A00", "A00.0", "A00.01", "A00.9", "A02", "section S00-S09",
        "S01", "S01.0", "S01.2", "section T00-T01", "T00",
    ]  # fmt: skip
    codes = {r["code"]: r["title"] for r in rows(release, "codes")}
    assert codes == {
        "A00.01": "Invented fever of big cats", "A00.9": "Invented fever NOS", "A02": "Small cat",
        "S01.0XXA": "Wound of ear, first visit", "S01.0XXD": "Wound of ear, later",
        "S01.2XXA": "Wound of nose, first visit", "S01.2XXD": "Wound of nose, later",
        "T00": "New one",
    }  # fmt: skip


def test_notes_go_where_the_lines_stand(tmp_path: Path) -> None:
    release = made(tmp_path, LINES, LATER)
    assert list(notes(release, "section A00-A09")) == [
        ("excludes2", "cold (A08)"), ("excludes2", "chill (A07)"),
    ]  # fmt: skip
    assert list(notes(release, "A00")) == [
        ("includes", "glow"),
        ("code_first", "the cat, such as:"),
        ("code_first", "big cat (A01)"),
        ("code_first", "small cat, also of the neighbors, as far as known (A02.-)"),
        ("use_additional", "code, if applicable, for tail (S01.1-)"),
        ("excludes1", "invented wound (S01)"),
        ("excludes1", "mild wound (S02)"),
        ("excludes1", "zeal (A05)"),
    ]
    assert list(notes(release, "A00.0")) == [("inclusion", "Cat fever")]
    assert list(notes(release, "A00.01")) == [
        ("inclusion", "Feline glow"), ("code_also", ", if applicable:"), ("code_also", "whisker (A03)"),
    ]  # fmt: skip
    assert list(notes(release, "T00")) == [("excludes1", "old one (A00)")]
    targets = {r["text"]: r["targets"] for r in rows(release, "notes")}
    assert targets["code, if applicable, for tail (S01.1-)"] == "S01.1"
    assert unapplied(release) == [
        ("Add", "T00 New ones", "the list of blocks of a chapter is not kept in a release")
    ]


def test_what_cannot_be_done_is_listed(tmp_path: Path) -> None:
    lines = (
        ("No Change", 90, "*Fevers (A00-A09)"),
        ("Add", 90, "A plain line"),
        ("No Change", 90, "*A00 Invented fever"),
        ("Delete", 111, "Excludes2: zeal (A05)"),
        ("Add", 111, "Excludes1: zeal (A05)"),
        ("Revise from", 111, "Includes: dusk"),
        ("Revise to", 111, "Includes: dawn"),
        ("Revise from", 90, "*A00.9 Another fever"),
        ("Revise to", 90, "*A00.9 Third fever"),
        ("Add", 90, "*A00.9 Invented fever, unspecified"),
        ("No Change", 90, "*A04 Not there"),
        ("Add", 111, "Lost"),
        ("Delete", 90, "*S01 Invented wound"),
        ("Delete", 90, "*A01 Other cat"),
        ("Add", 90, "*B77.1 Fever of nowhere"),
        ("Revise to", 111, "Nothing before"),
        ("Revise from", 90, "*A01 Big cat"),
    )
    release = made(tmp_path, lines)
    lost = "the chapter, section or code it stands at is not found"
    assert sorted(unapplied(release)) == sorted(
        [
            ("Add", "A plain line", "what kind of note it is is not said"),
            ("Delete", "Excludes2: zeal (A05)", "it stands as excludes1, not as excludes2"),
            ("Add", "Excludes1: zeal (A05)", "it stands already"),
            ("Revise from", "Includes: dusk", "no such includes note stands at A00"),
            ("Revise to", "Includes: dawn", "no such includes note stands at A00"),
            ("Revise from", "A00.9 Another fever", "its title is 'Invented fever, unspecified'"),
            ("Revise to", "A00.9 Third fever", "its title is 'Invented fever, unspecified'"),
            ("Add", "A00.9 Invented fever, unspecified", "it stands already"),
            ("Add", "Lost", lost),
            ("Delete", "S01 Invented wound", "codes below it stay"),
            ("Delete", "A01 Other cat", "its title is 'Big cat'"),
            ("Add", "B77.1 Fever of nowhere", lost),
            ("Revise to", "Nothing before", lost),
            ("Revise from", "A01 Big cat", "no Revise to follows it"),
        ]
    )
    before = put(tmp_path, "icd10cm-tabular-2031.xml", TABULAR)
    (same,) = add([before], Told(), tmp_path / "same")
    for table in ("nodes", "codes", "notes", "seventh"):
        assert rows(release, table) == rows(same, table)


def test_the_order_file_of_the_year_settles_the_codes(tmp_path: Path) -> None:
    order = ordered(tmp_path, "A0001", "S012XXA", "Z990")
    release = made(tmp_path, LINES, LATER, more=(order,))
    assert [r["code"] for r in rows(release, "codes")] == ["A00.01", "S01.2XXA"]
    assert unapplied(release)[-1] == ("List", "Z990", "icd10cm_order_2032.txt has it, and no node makes it")
    assert [s.name for s in release.sources] == [
        "icd10cm-tabular-2031.xml", NAME, "icd10cm_order_2032.txt",
    ]  # fmt: skip


def test_seventh_characters_are_added(tmp_path: Path) -> None:
    lines = (
        ("No Change", 90, "*S01 Invented wound"),
        ("No Change", 111, "The appropriate 7th character is to be added"),
        ("Add", 140, "S - sequela"),
        ("Add", 140, "A - first visit"),
    )
    release = made(tmp_path, lines)
    assert [(r["char"], r["meaning"]) for r in rows(release, "seventh")] == [
        ("A", "first visit"), ("D", "later"), ("S", "sequela"),
    ]  # fmt: skip
    assert unapplied(release) == [("Add", "A - first visit", "it stands already")]


def test_a_published_edition_takes_the_place_of_a_derived_one(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    pdf = addenda(tmp_path / NAME, TITLE, LINES, LATER)
    year = put(tmp_path, "icd10cm-tabular-2031.xml", TABULAR)
    assert [r.name for r in add([pdf, year], Told(), shelf)] == ["icd10cm-2031.1", "icd10cm-2032.1"]
    own = put(tmp_path, "icd10cm-tabular-2032.xml", TABULAR.replace("2031", "2032"))
    order = ordered(tmp_path, "A000", "A009", "A01", "S010XXA")
    made = {r.name: r.derived for r in add([own, order, pdf], Told(), shelf)}
    assert made == {"icd10cm-order-2032": False, "icd10cm-2032.1": False}


@pytest.mark.parametrize(
    ("text", "is_bold", "what", "key"),
    [
        ("B12 deficiency", False, "text", ""),
        ("A00.1 Invented fever", True, "code", "A00.1"),
        ("QA0.01 Invented gene", True, "code", "QA0.01"),
        ("Excludes 1: glow", False, "kind", "excludes1"),
        ("Use additional code", True, "kind", "use_additional"),
        ("Chapter 12", True, "chapter", "12"),
        ("Wounds (S00-S09)", True, "ranged", "S00-S09"),
        ("wound (S00-S09)", False, "text", ""),
    ],
)
def test_a_line_of_a_tabular_is_read(text: str, is_bold: bool, what: str, key: str) -> None:
    said = read(Change(1, 1, "Add", text, 90.0, is_bold))
    assert (said.what, said.key) == (what, key)


def test_a_line_that_begins_like_an_action_goes_on_with_the_one_above(tmp_path: Path) -> None:
    lines = (
        ("No Change", 90, "*A00.0 Invented fever of cats"),
        ("Add", 140, "Glow that cats have when they"),
        ("", 160, "Add weight"),
    )
    release = made(tmp_path, lines)
    assert ("inclusion", "Glow that cats have when they Add weight") in notes(release, "A00.0")


def test_no_year_before(tmp_path: Path) -> None:
    pdf = addenda(tmp_path / NAME, TITLE, LINES)
    with pytest.raises(InputError, match=f"{NAME}: it changes the ICD-10-CM of FY2031"):
        built(icd10cm_tabular_addenda, tmp_path / "shelf", pdf)


def test_one_broken_file_keeps_no_other_from_the_shelf(tmp_path: Path) -> None:
    good = addenda(tmp_path / NAME, TITLE, LINES)
    cut = tmp_path / "icd10cm-index-addenda-2032.pdf"
    cut.write_bytes(good.read_bytes()[:-30])
    year = put(tmp_path, "icd10cm-tabular-2031.xml", TABULAR)
    made = list(outcomes([good, cut, year], Told(), tmp_path / "shelf"))
    assert [o.release.name for o in made if isinstance(o, Placed)] == ["icd10cm-2031.1", "icd10cm-2032.1"]
    assert [str(o) for o in made if isinstance(o, InputError)] == [
        f"{cut.name}: the PDF does not end, it is cut off; get the file from the publisher again"
    ]


def test_a_broken_year_before_makes_nothing_of_the_addenda(tmp_path: Path) -> None:
    pdf = addenda(tmp_path / NAME, TITLE, LINES)
    year = put(tmp_path, "icd10cm-tabular-2031.xml", TABULAR[:700])
    made = list(outcomes([pdf, year], Told(), tmp_path / "shelf"))
    assert [str(o).partition(":")[0] for o in made] == [year.name, NAME]
    assert not list((tmp_path / "shelf").glob("icd10cm-*"))
