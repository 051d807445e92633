"""Addenda of the indexes: lines by their dashes onto the index of the year before, none guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import built, put, rows
from printed import addenda
from test_build_icd10cm_index import CSV, INDEX

from chartproof.codesets.adding import Placed, add, outcomes
from chartproof.codesets.build import Told, icd10cm_index, icd10cm_index_addenda
from chartproof.codesets.build.index_tree import read_term
from chartproof.codesets.release import Release
from chartproof.model.errors import InputError

TITLE = "ICD-10-CM INDEX to DISEASES and INJURIES"
NAME = "icd10cm-index-addenda-2032.pdf"
LINES = (
    ("No Change", 90, "*F"),
    ("No Change", 90, "*Fever, febrile (of cats) NEC A00.9"),
    ("No Change", 90, "- due to"),
    ("Revise from", 90, "- - moon A00.0 [QA0.0]"),
    ("Revise to", 90, "- - moon (full) A00.0 [QA0.1] - see also Glow,"),
    ("", 120, "golden"),
    ("Delete", 90, "- - sun - see Glow, golden (bright)"),
    ("Add", 90, "- - sun - see Glow, new"),
    ("Add", 90, "- - rain (s) A00.2-"),
    ("Add", 90, "- - - heavy (see also Glow) A00.21"),
    ("Add", 90, "*Fenugreek A00.5"),
)
LATER = (
    ("No Change", 90, "*G"),
    ("No Change", 90, "*Glow(s) - see condition"),
    ("Revise from", 90, "- golden A00.8"),
    ("Revise to", 90, "- golden A00.7"),
    ("Add", 90, "- - at noon A00.22"),
    ("No Change", 90, "- silver"),
    ("Add", 90, "- - at night A00.3"),
    ("Delete", 90, "- other"),
    ("Delete", 90, "- odd - see Nowhere, at all"),
    ("Add", 90, "- other (cats) - see category A00"),
    ("Revise to", 90, "- unasked A00.1"),
    ("Revise from", 90, "- new - see Neoplasm, glow, benign"),
    ("Add", 90, "- older"),
)


def before(folder: Path, name: str = "icd10cm-index-2031.xml", content: str = INDEX) -> Path:
    return put(folder, name, content)


def made(folder: Path, *more: Path) -> Release:
    pdf = addenda(folder / NAME, TITLE, LINES, LATER)
    return built(icd10cm_index_addenda, folder / "shelf", pdf, *more)["icd10cm-index-2032.1"]


def test_what_the_addenda_say_is_done(tmp_path: Path) -> None:
    release = made(tmp_path, before(tmp_path))
    assert (release.derived, release.system, str(release.holds.first)) == (
        True, "ICD-10-CM-index", "2031-10-01",
    )  # fmt: skip
    index = {r["path"]: r for r in rows(release, "index")}
    moon = index["Fever, febrile NEC > due to > moon"]
    assert (moon["nonessential_modifiers"], moon["code"], moon["manifestation_code"], moon["see_also"]) == (
        "(full)", "A00.0", "QA0.1", "Glow, golden",
    )  # fmt: skip
    assert index["Fever, febrile NEC > due to > sun"]["see"] == "Glow, new"
    heavy = index["Fever, febrile NEC > due to > rain > heavy"]
    assert (heavy["code"], heavy["see_also"], heavy["level"]) == ("A00.21", "Glow", "3")
    assert index["Fever, febrile NEC > due to > rain"]["code"] == "A00.2-"
    assert index["Fenugreek"]["code"] == "A00.5"
    assert "Glow(s) > odd" not in index
    other = index["Glow(s) > other"]
    assert (other["see_category"], other["see"], other["nonessential_modifiers"]) == ("A00", "", "(cats)")


def test_what_cannot_be_done_is_listed_with_its_place_and_reason(tmp_path: Path) -> None:
    release = made(tmp_path, before(tmp_path))
    assert [tuple(r.values()) for r in rows(release, "unapplied")] == [
        ("2", "3", "Revise from", "- golden A00.8", "its code is A00.2"),
        ("2", "4", "Revise to", "- golden A00.7", "its code is A00.2"),
        ("2", "7", "Add", "- - at night A00.3", "the term above it is not found"),
        ("2", "11", "Revise to", "- unasked A00.1", "no Revise from stands before it"),
        ("2", "12", "Revise from", "- new - see Neoplasm, glow, benign", "no Revise to follows it"),
    ]
    index = {r["path"]: r["code"] for r in rows(release, "index")}
    assert index["Glow(s) > golden"] == "A00.2"
    assert index["Glow(s) > golden > at noon"] == "A00.22"
    said = (release.folder / "CHANGES.md").read_text("utf-8")
    assert "Lines applied: Add 7, Delete 3, Revise from 1, Revise to 1; not applied: 5" in said


def test_subterms_of_a_deleted_term_go_with_it_and_are_told(tmp_path: Path) -> None:
    lines = [
        ("No Change", 90, "*Fever, febrile (of cats) NEC A00.9"),
        ("Delete", 90, "- due to"),
        ("Delete", 90, "- - moon A00.0 [QA0.0]"),
    ]
    pdf = addenda(tmp_path / NAME, TITLE, lines)
    release = built(icd10cm_index_addenda, tmp_path, pdf, before(tmp_path))["icd10cm-index-2032.1"]
    assert [r["why"] for r in rows(release, "unapplied")] == [
        "applied; 1 subterms that no line deletes went with it"
    ]
    assert not [r for r in rows(release, "index") if "due to" in r["path"]]


def test_onto_a_flattened_index_that_lost_the_ends_of_titles(tmp_path: Path) -> None:
    content = CSV.replace('0,"Fever, febrile NEC",', '0,"Fever, febrile",').replace("0,Glow(s),", "0,Glow,")
    content = content.replace("0,Glow,condition,,,", "0,Glow,condition,,(s),")
    release = made(tmp_path, before(tmp_path, "alphabetic_index_2031.csv", content))
    index = {r["path"]: r for r in rows(release, "index")}
    assert index["Fever, febrile > due to > moon"]["manifestation_code"] == "QA0.1"
    assert len(rows(release, "unapplied")) == 5


def test_a_revision_gives_a_title_its_lost_end_back(tmp_path: Path) -> None:
    content = CSV.replace('0,"Fever, febrile NEC",', '0,"Fever, febrile",')
    lines = [
        ("Revise from", 90, "*Fever, febrile (of cats) NEC A00.9"),
        ("Revise to", 90, "*Fever, febrile (of cats) NEC A00.8"),
    ]
    pdf = addenda(tmp_path / NAME, TITLE, lines)
    base = before(tmp_path, "alphabetic_index_2031.csv", content)
    index = rows(built(icd10cm_index_addenda, tmp_path, pdf, base)["icd10cm-index-2032.1"], "index")
    fever = next(r for r in index if r["level"] == "0" and r["term"].startswith("Fever"))
    assert (fever["term"], fever["nonessential_modifiers"], fever["code"]) == (
        "Fever, febrile NEC", "(of cats)", "A00.8",
    )  # fmt: skip


def test_the_year_before_is_found_on_the_shelf(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    pdf = addenda(tmp_path / NAME, TITLE, LINES)
    with pytest.raises(InputError, match="ICD-10-CM-index of FY2031: add that first"):
        list(add([pdf], Told(), shelf))
    list(add([before(tmp_path)], Told(), shelf))
    (release,) = add([pdf], Told(), shelf)
    assert (release.name, release.sources[0].name) == ("icd10cm-index-2032.1", "icd10cm-index-2031.1")
    again = [o for o in outcomes([pdf], Told(), shelf) if isinstance(o, Placed)]
    assert [placed.how.value for placed in again] == ["stands already"]


def test_addenda_of_april_change_october(tmp_path: Path) -> None:
    october = put(tmp_path, "icd10cm-index-2032.xml", INDEX)
    pdf = addenda(tmp_path / "icd10cm-index-addenda-April-2032.pdf", TITLE, LINES)
    assert list(built(icd10cm_index_addenda, tmp_path, pdf, october)) == ["icd10cm-index-2032.2"]
    with pytest.raises(InputError, match="of FY2032"):
        built(icd10cm_index_addenda, tmp_path, pdf, before(tmp_path))


def test_nothing_is_derived_where_the_edition_is_at_hand(tmp_path: Path) -> None:
    pdf = addenda(tmp_path / NAME, TITLE, LINES)
    own = put(tmp_path, "icd10cm-index-2032.xml", INDEX)
    assert built(icd10cm_index_addenda, tmp_path, pdf, own, before(tmp_path)) == {}
    built(icd10cm_index, tmp_path / "shelf", own, before(tmp_path))
    tables = sorted((tmp_path / "shelf").glob("*/tables/index.tsv"))
    assert built(icd10cm_index_addenda, tmp_path, pdf, *tables) == {}


def test_a_pdf_that_is_no_addenda_or_cut_off(tmp_path: Path) -> None:
    other = addenda(tmp_path / NAME, "ICD-10-CM INDEX of CATS", LINES)
    assert built(icd10cm_index_addenda, tmp_path, other, before(tmp_path)) == {}
    empty = addenda(tmp_path / NAME, TITLE, [("", 90, "Nothing to do")])
    with pytest.raises(InputError, match=f"{NAME}: no line says Add"):
        built(icd10cm_index_addenda, tmp_path, empty, before(tmp_path))
    whole = addenda(tmp_path / NAME, TITLE, LINES, LATER).read_bytes()
    for cut in (20, len(whole) // 3, len(whole) // 2, len(whole) - 9):
        (tmp_path / NAME).write_bytes(whole[:cut])
        with pytest.raises(InputError, match=NAME):
            built(icd10cm_index_addenda, tmp_path / "none", tmp_path / NAME, before(tmp_path))
    assert not (tmp_path / "none").exists()


def test_what_no_index_holds_is_refused_or_listed(tmp_path: Path) -> None:
    deep = [("Add", 90, "- " * level + f"t{level}") for level in range(25)]
    pdf = addenda(tmp_path / NAME, TITLE, deep)
    release = built(icd10cm_index_addenda, tmp_path, pdf, before(tmp_path))["icd10cm-index-2032.1"]
    assert len(rows(release, "unapplied")) == 4
    long = [("Add", 90, "Cat"), *[("", 90, "x" * 110)] * 50]
    pdf = addenda(tmp_path / NAME, TITLE, long)
    with pytest.raises(InputError, match=f"{NAME}: page 1: a line of more than 5,000"):
        built(icd10cm_index_addenda, tmp_path, pdf, before(tmp_path))


@pytest.mark.parametrize(
    ("text", "level", "title", "modifiers", "code", "see", "see_also"),
    [
        ("- - cats (big) (small) A00.1-", 2, "cats", "(big) (small)", "A00.1-", "", ""),
        ("Cat(s), feline (wild) NEC", 0, "Cat NEC", "(s), feline (wild)", "", "", ""),
        ("- led - see also Cat, by (any) color", 1, "led", "", "", "", "Cat, by (any) color"),
        ("Tail (see also Cat (big)) S01.XX-", 0, "Tail", "", "S01.XX-", "", "Cat (big)"),
        ("- C5 and C6 S13.161", 1, "C5 and C6", "", "S13.161", "", ""),
        ("Ears -- A00.1", 0, "Ears --", "", "A00.1", "", ""),
    ],
)
def test_a_line_of_an_index_is_read(
    text: str, level: int, title: str, modifiers: str, code: str, see: str, see_also: str
) -> None:
    said = read_term(text)
    term = said.term
    assert (said.level, term.title, term.modifiers, term.code, term.see, term.see_also) == (
        level, title, modifiers, code, see, see_also,
    )  # fmt: skip
