"""The Tabular List of the year ahead: added codes placed, deleted ones out, notes kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from published import files

from chartproof.cli.paint import named, paint_proof
from chartproof.codesets.adding import add
from chartproof.codesets.build import Told, icd10cm
from chartproof.codesets.build.order_list import Row, applied
from chartproof.codesets.build.tabular_codes_applied import NOT_AT_HAND, Tree
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line, releases

CM = SHARED / "data/icd10cm"
LIST = CM / "icd10cm_codes_2027_derived.txt"
ADDENDA = CM / "icd10cm_codes_addenda_2027.txt"


@pytest.fixture
def april(line: Line) -> Release:
    return line.shelf.named(icd10cm.NAME)


def become(tree: Tree, *, deleted: tuple[str, ...] = (), **added: str) -> Tree:
    """The tree with some codes deleted and others added (a heading begins with `heading`)."""
    wanted = {code: row for code, row in tree.listed().items() if code not in deleted}
    for code, title in added.items():
        wanted[code] = Row("", code, not title.startswith("heading"), "", title)
    tree.become(wanted)
    return tree


def test_nothing_changed_is_the_same_release(april: Release) -> None:
    tree = Tree.of(april)
    tree.become(tree.listed())
    for name, (columns, rows) in tree.tables().items():
        text = "".join("\t".join(row) + "\n" for row in [columns, *rows])
        assert text == april.table(name).read_text("utf-8"), name


def test_a_code_that_gets_children_becomes_a_node(april: Release) -> None:
    tree = become(Tree.of(april), deleted=("D691",), D6911="Invented, one", D6919="Invented, other")
    assert tree.nodes["D69.1"][2] == "subcategory"
    assert "D69.1" not in tree.codes
    assert tree.below["D69.1"] == ["D69.11", "D69.19"]
    assert tree.codes["D69.11"] == ("D69.11", "D69.11", "", "Invented, one")
    assert tree.notes["D69.1"]


def test_seventh_characters_make_a_leaf_as_the_tabular_makes_it(april: Release) -> None:
    tree = become(
        Tree.of(april),
        T52811A="Invented act, accident, initial encounter",
        T52811D="Invented act, accident, subsequent encounter",
        W00AXXA="Invented fall, initial encounter",
        M868X11="Invented bone",
    )
    assert tree.nodes["T52.811"][3:] == ("T52.8", "Invented act, accident")
    assert tree.codes["T52.811D"][1:3] == ("T52.811", "D")
    assert tree.nodes["W00.A"][3:] == ("W00", "Invented fall")
    assert tree.codes["W00.AXXA"][1:3] == ("W00.A", "A")
    assert tree.codes["M86.8X11"][1:3] == ("M86.8X11", "")


def test_only_a_category_is_made_besides_and_says_that_its_title_is_not_at_hand(april: Release) -> None:
    tree = become(Tree.of(april), K6A01="Invented abscess", J4B="Invented ball", A00A="Invented cholera")
    assert tree.nodes["K6A"] == ("K6A", "K6A", "category", "chapter 11", NOT_AT_HAND)
    assert tree.nodes["K6A.01"][3] == "K6A"
    assert tree.nodes["J4B"][3:] == ("chapter 10", "Invented ball")
    assert tree.nodes["A00.A"][3] == "A00"
    assert tree.made == ["J4B", "A00.A", "K6A", "K6A.01"]


def test_a_heading_of_an_order_addenda_stands_between(april: Release) -> None:
    tree = become(Tree.of(april), T5281="heading of ours", T52811A="Invented act, initial encounter")
    assert tree.nodes["T52.81"][3:] == ("T52.8", "heading of ours")
    assert tree.nodes["T52.811"][3] == "T52.81"
    later = become(Tree.of(april), A001="Cholera of ours", A00="heading revised")
    assert later.nodes["A00"][4] == "heading revised"
    assert (later.codes["A00.1"][3], later.nodes["A00.1"][4]) == ("Cholera of ours", "Cholera of ours")


def test_what_is_left_empty_goes_with_its_notes(april: Release) -> None:
    gone = tuple(code for code in Tree.of(april).listed() if code.startswith("T528X"))
    tree = become(Tree.of(april), deleted=gone)
    assert "T52.8X" not in tree.nodes
    assert "T52.8" not in tree.nodes
    assert "T52" in tree.nodes
    assert not [row for rows in tree.notes.values() for row in rows if row[0] not in tree.nodes]


def test_a_derived_release_says_so_where_its_name_is_printed(april: Release) -> None:
    assert named(april) == "icd10cm-2026.2"
    assert named(replace(april, derived=True)) == "icd10cm-2026.2 (derived)"


@pytest.mark.data
def test_the_codes_of_fy2027(tmp_path: Path) -> None:
    """Made from the embedded release and the addenda alone, it has exactly the published codes."""
    shelf = Shelf(tmp_path)
    shelf.releases()
    made = {release.name: release for release in add([ADDENDA], Told(), tmp_path / "releases")}
    assert set(made) == {"icd10cm-2027", "icd10cm-order-2027"}
    release = made["icd10cm-2027"]
    assert (release.derived, release.rows, str(release.holds)) == (True, 74_879, "2026-10-01 to 2027-09-30")
    lines = LIST.read_text("utf-8").splitlines()
    theirs = {line[:7].strip(): line[8:].strip() for line in lines if line.strip()}
    tree = Tree.of(release)
    ours = {code.replace(".", ""): row[3] for code, row in tree.codes.items()}
    assert ours.keys() == theirs.keys()
    changed = {
        text[13:20].strip() for text in ADDENDA.read_text("utf-8").splitlines() if text[:6] != "Delete"
    }
    assert len([code for code in changed if code in ours]) == 194
    assert [code for code in changed if code in ours and ours[code] != theirs[code]] == []
    assert all(node in tree.nodes for node in (*tree.notes, *tree.seventh))
    assert all(row[3] in tree.nodes for row in tree.nodes.values() if row[3])
    assert all(row[1] in tree.nodes for row in tree.codes.values())
    assert "icd10cm-2026.2" in (release.folder / "CHANGES.md").read_text("utf-8")


@pytest.mark.data
def test_a_chart_of_november_is_coded_by_the_year_ahead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = Line(Shelf(tmp_path))
    line.shelf.releases()
    list(add([ADDENDA], Told(), tmp_path / "releases"))
    text = "Assessment:\n1. Plantar fasciitis, right foot.\n2. Brugada syndrome.\n"
    encounter = case_from_object({"text": text, "on": "2026-11-25"})
    coding, terminology = line.code(encounter)
    assert releases(terminology)["ICD-10-CM"]["release"] == "icd10cm-2027"
    assert releases(terminology)["ICD-10-CM"]["derived"] is True
    assert {"M67.A01", "I49.81"} <= {a.value for a in coding.assignments}
    paint_proof(coding.assignments[0].proof, "head", terminology.books.release)
    assert "icd10cm-2027 (derived) nodes: " in capsys.readouterr().out
    thin = "Vitals: BMI 17.2\nAssessment:\n1. Underweight.\n"
    for day, code in (("2026-06-15", "Z68.1"), ("2026-11-25", "Z68.18")):
        coding, _ = line.code(case_from_object({"text": thin, "on": day}))
        assert code in {a.value for a in coding.assignments}, day


@pytest.mark.data
def test_the_year_ahead_is_coded_by_the_index_of_the_year_before(tmp_path: Path) -> None:
    line = Line(Shelf(tmp_path))
    line.shelf.releases()
    index = CM / "alphabetic_index_2026_derived.csv"
    list(add([ADDENDA, index], Told(), tmp_path / "releases"))
    encounter = case_from_object({"text": "Assessment:\n1. Abscess of spleen.\n", "on": "2026-11-25"})
    coding, terminology = line.code(encounter)
    told = releases(terminology)["ICD-10-CM-index"]
    assert (told["release"], told["covers"]) == ("icd10cm-index-2026", False)
    assert any("stands in until the publisher's own is added" in n for n in coding.notices)
    assert all(terminology.tabular.billable(a.value) for a in coding.assignments)
    spring, terminology = line.code(replace(encounter, began=date(2026, 6, 15)))
    assert releases(terminology)["ICD-10-CM-index"]["covers"] is True
    assert not any("stands in" in n for n in spring.notices)
    published = line.terminology(date(2026, 11, 25), icd10cm.NAME)
    assert published.indexes == (), (
        "the index that goes with a stand-in does not go with another book of the day"
    )


@pytest.mark.data
def test_no_rule_gives_a_code_that_the_year_ahead_has_not(tmp_path: Path) -> None:
    line = Line(Shelf(tmp_path))
    line.shelf.releases()
    list(add([ADDENDA], Told(), tmp_path / "releases"))
    for name in ("aci_dev", "codiesp_dev"):
        for text in (SHARED / f"bench/{name}.jsonl").read_text("utf-8").splitlines():
            coding, terminology = line.code(case_from_object({**json.loads(text), "on": "2026-11-25"}))
            wrong = [a.value for a in coding.assignments if not terminology.tabular.billable(a.value)]
            assert wrong == [], json.loads(text)["id"]


@pytest.mark.data
def test_the_tree_of_fy2026_is_the_published_one(tmp_path: Path) -> None:
    """The order addenda of FY2026 onto the tabular of April 2025 place every code as CDC did."""
    zips = [CM / f"icd10cm-{what}" for what in ("tables-index-april-2025.zip", "code-descriptions-2025.zip")]
    list(add(zips, Told(), tmp_path / "releases"))
    tree = Tree.of(Release.open(tmp_path / "releases/icd10cm-2025.2"))
    given = files(CM / "icd10cm-code-descriptions-2026.zip")
    (addenda,) = (f for f in given if f.name == "icd10cm_order_addenda_2026.txt")
    tree.become(applied(tree.listed(), addenda, "icd10cm-2025.2", headings=False))
    theirs = Tree.of(Shelf(tmp_path).named(icd10cm.NAME))
    assert {c: row[:3] for c, row in tree.codes.items()} == {c: row[:3] for c, row in theirs.codes.items()}
    assert theirs.nodes.keys() - tree.nodes.keys() == {"section QA0"}
    assert tree.nodes.keys() <= theirs.nodes.keys()
    parents = {n for n, row in tree.nodes.items() if row[3] != theirs.nodes[n][3]}
    assert parents == {"QA0"}, "its new section is in no addenda of codes"
    assert [n for n in tree.made if tree.nodes[n][4] != theirs.nodes[n][4]] == []
