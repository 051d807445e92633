"""ICD-10-PCS: codes built axis by axis, and tables found by words."""

from __future__ import annotations

import importlib.util
import json
import shutil
from datetime import date
from itertools import permutations
from pathlib import Path

import little_pcs
import pytest
from conftest import SHARED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cli import run

from chartproof.codesets.build import (
    Told,
    icd10pcs,
    icd10pcs_definitions,
    icd10pcs_index,
    icd10pcs_keys,
)
from chartproof.codesets.pcs import Pcs
from chartproof.codesets.pcs_books import PcsBooks, open_pcs
from chartproof.codesets.shelf import Shelf
from chartproof.model.errors import ReleaseError
from chartproof.pipeline import Line
from chartproof.terms.pcs import trade
from chartproof.terms.pcs.propose import Proposal, Proposed, propose, search_pcs
from chartproof.terms.pcs.vocabulary import Vocabulary
from chartproof.terms.words import folded

PCS = SHARED / "data/icd10pcs"
BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def shelf_with_icd10cm(folder: Path, line: Line, home: Path) -> Shelf:
    line.terminology()
    shutil.copytree(home / "releases/icd10cm-2026.2", folder / "releases/icd10cm-2026.2")
    return Shelf(folder)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, line: Line, home: Path) -> Shelf:
    folder = tmp_path_factory.mktemp("shelf")
    little_pcs.build(folder, tmp_path_factory.mktemp("files"))
    return shelf_with_icd10cm(folder, line, home)


@pytest.fixture(scope="module")
def books(shelf: Shelf) -> PcsBooks:
    return open_pcs(shelf, date(2030, 11, 1))


@pytest.fixture(scope="module")
def little(books: PcsBooks) -> Vocabulary:
    return Vocabulary(books)


def first(words: str, vocabulary: Vocabulary) -> Proposed:
    found = propose(words, vocabulary).tables
    assert found, words
    return found[0]


def chosen(table: Proposed) -> list[str]:
    """Each axis as its state and the values left."""
    return [f"{a.state} {''.join(v.value for v in a.choices)}" for a in table.axes]


def named(proposal: Proposal) -> list[str]:
    return [t.table.name for t in proposal.tables]


# The tables.


def test_a_table_its_rows_and_the_choices_of_each_axis(books: PcsBooks) -> None:
    pcs = books.pcs
    table = pcs.table("0QS")
    assert table is not None
    assert (table.section, table.body_system, table.operation, table.definition) == (
        "Ours",
        "Tail",
        "Reposition",
        "Moving back",
    )
    assert pcs.table("0QX") is None
    assert [len(row.axes) for row in pcs.rows("0QS")] == [4, 4]
    assert pcs.rows("0QX") == ()
    assert [(c.value, c.label) for c in pcs.values("")] == [("0", "Ours")]
    assert [(c.value, c.label) for c in pcs.values("0")] == [("0", "Fur"), ("Q", "Tail")]
    assert [c.label for c in pcs.values("0Q")] == ["Bypass", "Removal", "Reposition"]
    approaches = [(c.value, c.label, c.rows, c.of) for c in pcs.values("0QS1")]
    assert approaches == [
        ("0", "Open", 1, 2),
        ("3", "Percutaneous", 1, 2),
        ("4", "Percutaneous Endoscopic", 1, 2),
        ("X", "External", 1, 2),
    ]
    assert [c.value for c in pcs.values("0QS1X")] == ["Z"]
    assert pcs.values("0QS10Z") == pcs.values("0QS10Z")
    assert pcs.values("0QS10ZZ") == pcs.values("0QX") == ()


def test_valid_codes_are_the_paths_and_no_others(books: PcsBooks) -> None:
    made = little_pcs.codes()
    assert list(books.pcs.completions("")) == made
    assert all(map(books.pcs.is_valid, made))
    assert books.pcs.count("") == len(made)
    for prefix in ("0", "0Q", "0QS", "0QS2", "0QS20", "0QS20Z", "0QS20ZZ", "0QS2X6"):
        mine = tuple(c for c in made if c.startswith(prefix))
        assert books.pcs.completions(prefix) == mine
        assert books.pcs.count(prefix) == len(mine)
        assert books.pcs.completions(prefix, 2) == mine[:2]
    for wrong in ("", "0QS", "0QS20Z", "0QS20ZZZ", "0QS2X4Z", "0qs20zz", "*" * 7, "0QS20Z?"):
        assert not books.pcs.is_valid(wrong)
        assert books.pcs.title(wrong) is None
    assert books.pcs.completions("0QS*") == ()
    assert books.pcs.count("*") == 0


@given(st.text(alphabet="0BJTQ1PS23456789XZ", min_size=7, max_size=7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
def test_a_code_is_valid_only_as_a_path(books: PcsBooks, code: str) -> None:
    assert books.pcs.is_valid(code) == (code in set(little_pcs.codes()))


def test_titles_are_the_publishers_or_said_to_be_composed(shelf: Shelf, books: PcsBooks) -> None:
    told = books.pcs.title("0QS204Z")
    assert told is not None
    assert (told.text, told.composed) == ("Long title of 0QS204Z", False)
    bare = Pcs(shelf.named("icd10pcs-2032"), shelf.indexes)
    made = bare.title("0QS204Z")
    assert made is not None
    assert (made.text, made.composed) == (
        "Reposition of Tail Shaft, Left with Internal Fixation Device, Open",
        True,
    )
    assert bare.title("00B80ZX") is not None
    assert "Diagnostic" in bare.title("00B80ZX").text  # type: ignore[union-attr]
    lent = Pcs(shelf.named("icd10pcs-2032"), shelf.indexes, shelf.named("icd10pcs-order-2031"))
    assert lent.title("0QS204Z") == told


def test_the_path_of_a_code_with_definitions(books: PcsBooks) -> None:
    path = books.pcs.path("00T80ZZ", books.definitions)
    assert [(c.position, c.axis, c.value, c.label) for c in path[:4]] == [
        (1, "Section", "0", "Ours"),
        (2, "Body System", "0", "Fur"),
        (3, "Operation", "T", "Resection"),
        (4, "Body Part", "8", "Mane"),
    ]
    assert path[2].definition == "Cutting all of it out"
    assert path[4].definition == "Cutting to the site"
    assert books.pcs.path("00T8", None)[2].definition == "Cutting all out"
    assert len(books.pcs.path("00T")) == 3
    assert books.pcs.path("00T80ZX") == books.pcs.path("0") == ()


# The books of a day.


def test_the_books_of_a_day_and_the_aids_nearest_to_it(shelf: Shelf, books: PcsBooks) -> None:
    assert books.release.name == "icd10pcs-2031"
    assert books.covers
    assert [r.name for r in books.releases] == [
        "icd10pcs-2031",
        "icd10pcs-definitions-2031",
        "icd10pcs-body-part-key-2031",
        "icd10pcs-device-key-2031",
        "icd10pcs-index-2031",
    ]
    newest = open_pcs(shelf)
    assert newest.release.name == "icd10pcs-2032"
    assert newest.day == newest.release.holds.last
    assert newest.index is not None
    assert not newest.index.release.holds.covers(newest.day)
    told = open_pcs(shelf, date(2040, 1, 1), "icd10pcs-2031")
    assert not told.covers
    with pytest.raises(ReleaseError, match="books fetch ICD-10-PCS"):
        open_pcs(shelf, date(2001, 1, 1))
    with pytest.raises(ReleaseError, match="is a release of ICD-10-PCS-order"):
        open_pcs(shelf, release="icd10pcs-order-2031")


# Words.


def test_words_choose_a_value_of_each_axis_and_say_why(little: Vocabulary) -> None:
    found = propose("open reduction internal fixation left tail shaft qwerty", little)
    table = found.tables[0]
    assert table.table.name == "0QS"
    assert table.definition == "Moving back"
    assert chosen(table) == ["said 2", "said 0", "said 4", "only Z"]
    assert list(table.codes()) == ["0QS204Z"]
    assert [v.label for v in table.axes[2].not_said] == [
        "Internal Fixation Device, Intramedullary",
        "No Device",
    ]
    assert {w.source for w in table.why} == {"our table"}
    body, approach, _, qualifier = (a.choices[0].why for a in table.axes)
    assert [(w.source, w.words) for w in body] == [("label", ("tail", "shaft"))]
    assert "our table" in {w.source for w in approach}
    assert [w.source for w in qualifier] == ["only value"]
    assert found.unused == ("qwerty",)


def test_the_order_of_words_says_nothing(little: Vocabulary) -> None:
    for words in permutations(("left", "tail shaft", "open reduction", "intramedullary nail")):
        table = first(" ".join(words), little)
        assert list(table.codes()) == ["0QS206Z"], words


def test_what_is_not_said_is_left_as_choices(little: Vocabulary) -> None:
    table = first("reduction of tail", little)
    assert chosen(table) == ["said 1234", "open 034X", "open 46Z", "only Z"]
    assert table.count == 4 * (3 * 3 + 1)
    assert chosen(first("reduction of tail shaft", little))[0] == "said 12"
    assert chosen(first("reduction of right tail", little))[0] == "said 13"
    assert chosen(first("excision of mane", little)) == ["said 8", "open 0X", "only Z", "open XZ"]


def test_no_more_is_taken_than_the_label_says(little: Vocabulary) -> None:
    assert chosen(first("excision of mane root", little))[0] == "said 9"


def test_both_sides(little: Vocabulary) -> None:
    assert chosen(first("bilateral whisker excision", little))[0] == "said 7"
    found = propose("open reduction of both tail shafts", little)
    assert chosen(found.tables[0])[0] == "said 12"
    assert any("both sides" in note for note in found.notes)


def test_the_longer_line_of_our_table_is_meant(little: Vocabulary) -> None:
    assert chosen(first("closed reduction left tail shaft", little)) == [
        "said 2",
        "said X",
        "only Z",
        "only Z",
    ]
    pinned = first("closed reduction percutaneous left tail shaft internal fixation", little)
    assert chosen(pinned) == ["said 2", "said 3", "said 4", "only Z"]


def test_a_biopsy_is_diagnostic_and_the_look_is_part_of_it(little: Vocabulary) -> None:
    assert chosen(first("biopsy of mane", little))[3] == "said X"
    assert named(propose("inspection of mane", little)) == ["00J"]
    found = propose("inspection and biopsy of mane", little)
    assert named(found)[0] == "00B"
    assert not any("more than one operation" in note for note in found.notes)


def test_two_operations_are_said_to_be_two(little: Vocabulary) -> None:
    found = propose("excision of mane and reduction of left tail shaft", little)
    assert {"00B", "0QS"} <= set(named(found))
    assert any("more than one operation" in note for note in found.notes)


def test_keys_index_and_definitions_lead_to_values(little: Vocabulary) -> None:
    vibrissa = first("excision of left vibrissa", little)
    assert chosen(vibrissa)[0] == "said 6"
    assert {w.source for w in vibrissa.axes[0].choices[0].why} == {"body part key"}
    assert chosen(first("reduction of left brush", little))[0] == "said 4"
    nail = first("reduction of left tail shaft with TailNail", little)
    assert chosen(nail)[2] == "said 6"
    assert {w.source for w in nail.axes[2].choices[0].why} == {"device key"}
    preened = first("preening of mane", little)
    assert preened.table.name == "00B"
    assert "index" in {w.source for w in preened.why}
    mane = first("manectomy", little)
    assert (mane.table.name, chosen(mane)[0]) == ("00T", "said 8")
    mowed = first("mowing of mane", little)
    assert mowed.table.name == "00T"
    assert "definition" in {w.source for w in mowed.why}


def test_a_general_device_stands_for_a_specific_one(little: Vocabulary) -> None:
    removal = first("removal of intramedullary nail from left tail shaft, open", little)
    assert (removal.table.name, list(removal.codes())) == ("0QP", ["0QP204Z"])


def test_a_bypass_goes_from_what_is_named_first(little: Vocabulary) -> None:
    assert list(first("bypass left tail shaft to mane", little).codes()) == ["0Q120Z1"]


def test_what_the_table_has_not_is_said_as_a_conflict(little: Vocabulary) -> None:
    table = first("laparoscopic resection of mane", little)
    assert table.table.name == "00T"
    (conflict,) = table.conflicts
    assert "Percutaneous Endoscopic" in conflict
    assert "the table has Open" in conflict
    assert first("open resection of mane", little).conflicts == ()


def test_words_of_which_nothing_is_known(little: Vocabulary) -> None:
    for words in ("", "qwerty asdf", "of the"):
        found = propose(words, little)
        assert found.tables == ()
        assert found.notes
    place = propose("left whisker", little)
    assert {"00B", "00T"} <= set(named(place))
    assert any("no word says what was done" in note for note in place.notes)


@given(
    st.lists(
        st.sampled_from([*"left right both open mane tail excision biopsy of and 2 L4-5".split(), "é", "*"])
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_every_code_proposed_is_valid(little: Vocabulary, words: list[str]) -> None:
    found = propose(" ".join(words), little)
    for table in found.tables:
        made = list(table.codes())
        assert made
        assert len(made) == len(set(made)) == table.count
        assert all(map(little.books.pcs.is_valid, made))
        assert not set(table.used) & set(found.unused)


def test_search_gives_codes_or_what_is_settled_of_them(little: Vocabulary) -> None:
    (match, *_) = search_pcs("open reduction internal fixation left tail shaft", little)
    assert (match.code, match.title) == ("0QS204Z", "Long title of 0QS204Z")
    assert "open reduction" in match.because
    (match, *_) = search_pcs("reduction of left tail shaft", little, limit=5)
    assert (match.code, match.title) == ("0QS2", "Reposition, Tail")
    scores = [m.score for m in search_pcs("excision of mane", little)]
    assert scores == sorted(scores, reverse=True)
    assert search_pcs("qwerty", little) == ()


def test_a_match_without_an_operation_says_what_axes_were_read(little: Vocabulary) -> None:
    found = search_pcs("left tail shaft", little)
    assert found
    assert all("Body Part 2 Tail" in m.because for m in found)
    assert not any("the only" in m.because for m in found)


# Our table.


def test_the_table_of_trade_words_is_well_written() -> None:
    lines = trade.trade_words()
    assert len(lines) >= 250
    assert len({t.phrase for t in lines}) == len(lines)
    for t in lines:
        assert t.why, t.phrase
        assert t.phrase == " ".join(t.phrase.split()).lower()
        assert t.operations or t.prefixes or t.labels, t.phrase
        if "-" not in (t.phrase[0], t.phrase[-1]):
            assert folded(t.phrase), t.phrase
    said: dict[frozenset[str], str] = {}
    for claim in trade.phrases():
        assert claim.words not in said, (claim.says, said.get(claim.words))
        said[claim.words] = claim.says


def test_words_are_read_by_their_parts() -> None:
    (claim,) = trade.built("gastrectomy")
    assert claim.operations == ("Resection", "Excision")
    assert claim.labels is not None
    assert claim.labels[4][0] == ("Stomach",)
    (claim,) = trade.built("gastrojejunostomy")
    assert claim.operations == ("Bypass", "Drainage")
    assert claim.labels is not None
    assert (claim.labels[4][0], claim.labels[7][0]) == (("Stomach",), ("Jejunum",))
    (claim,) = trade.built("salpingo")
    assert claim.operations == ()
    assert list(trade.built("cyst")) == list(trade.built("qwerty")) == []


def labels_of(words: str, position: int) -> tuple[str, ...]:
    (claim,) = trade.levels(tuple(folded(words))) if position == 4 else trade.durations(words)
    assert claim.labels is not None
    return claim.labels[position][0]


def test_levels_of_the_spine_name_joints() -> None:
    assert labels_of("L4 L5", 4) == ("Lumbar Joint", "Lumbar Vertebral Joint")
    assert "Lumbosacral Joint" in labels_of("L5 S1", 4)
    assert "Cervicothoracic Vertebral Joint" in labels_of("C7 T1", 4)
    assert labels_of("L1 L4", 4) == ("Lumbar Vertebral Joints, *",)
    assert {"Lumbar Vertebral Joint", "Lumbosacral Joint"} < set(labels_of("L4 S1", 4))
    assert "Thoracolumbar Vertebral Joint" in labels_of("T12 L1", 4)
    assert list(trade.levels(("c9", "t20", "l0"))) == []


def test_hours_name_a_duration() -> None:
    assert "24-96 Consecutive Hours" in labels_of("ventilated 36 hours", 5)
    assert "24-96 Consecutive Hours" in labels_of("ventilated 96 hours", 5)
    assert "Greater than 96 Consecutive Hours" in labels_of("more than 96 hours", 5)
    assert "Greater than 96 Consecutive Hours" in labels_of("for 5 days", 5)
    assert labels_of("12 hrs", 5) == ("Less than 24 Consecutive Hours", "8-24 Consecutive Hours")
    assert list(trade.durations("96")) == []


# The command.


def test_the_command_prints_the_contract(shelf: Shelf) -> None:
    asked = (
        "pcs",
        "open reduction internal fixation",
        "left tail",
        "shaft",
        "--on",
        "2030-11-01",
        "-f",
        "json",
    )
    done = run(shelf.folder, *asked)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    table = made["tables"][0]
    assert (table["table"], table["root_operation"]) == ("0QS", "Reposition")
    assert table["definition"] == "Moving back"
    assert table["choices"] == {
        "Body Part": [{"value": "2", "label": "Tail Shaft, Left"}],
        "Approach": [{"value": "0", "label": "Open"}],
        "Device": [{"value": "4", "label": "Internal Fixation Device"}],
        "Qualifier": [{"value": "Z", "label": "No Qualifier"}],
    }
    assert made["codes"][0] == {
        "code": "0QS204Z",
        "title": "Long title of 0QS204Z",
        "composed": False,
        "table": "0QS",
    }
    assert table["axes"][1]["chosen"][0]["definition"] == "Cutting to the site"
    assert made["release"] == "icd10pcs-2031"
    assert made["covers"] is True
    assert made["releases"]["ICD-10-PCS-index"]["release"] == "icd10pcs-index-2031"
    assert made["unused_words"] == []


def test_the_command_for_people(shelf: Shelf) -> None:
    done = run(shelf.folder, "pcs", "reduction of left tail shaft", "--on", "2030-11-01")
    text = done.stdout.decode()
    assert done.returncode == 0
    for said in ("0QS  Reposition", "Moving back", "Tail Shaft, Left", "not said", "icd10pcs-2031"):
        assert said in text
    newest = run(shelf.folder, "pcs", "reduction of left tail shaft").stdout.decode()
    assert "icd10pcs-2032" in newest
    assert "composed from labels" in newest
    assert "which does not cover" in newest


def test_the_command_walks_by_prefix(shelf: Shelf) -> None:
    done = run(shelf.folder, "pcs", "--code", "0qs2", "--on", "2030-11-01", "-f", "json", "--limit", "3")
    made = json.loads(done.stdout)
    assert [c["value"] for c in made["tables"][0]["choices"]["Approach"]] == ["0", "3", "4", "X"]
    assert made["tables"][0]["choices"]["Approach"][0]["rows"] == 1
    assert [c["code"] for c in made["codes"]] == ["0QS204Z", "0QS206Z", "0QS20ZZ"]
    assert made["codes_left"] == 10
    assert [c["value"] for c in made["path"]] == list("0QS2")
    text = run(shelf.folder, "pcs", "--code", "0QS2", "--on", "2030-11-01").stdout.decode()
    assert "in 1 of 2 rows" in text
    whole = run(shelf.folder, "pcs", "--code", "0QS204Z", "--on", "2030-11-01").stdout.decode()
    assert "Long title of 0QS204Z" in whole
    top = run(shelf.folder, "pcs", "--code", "", "-f", "json")
    assert len(json.loads(top.stdout)["tables"]) == len(little_pcs.TABLES)


def test_the_command_on_nothing_and_on_bad_input(shelf: Shelf, line: Line, home: Path) -> None:
    for words in ((), ("qwerty",)):
        done = run(shelf.folder, "pcs", *words, "-f", "json")
        made = json.loads(done.stdout)
        assert (done.returncode, made["tables"], made["codes"]) == (0, [], [])
        assert made["notes"]
        assert run(shelf.folder, "pcs", *words).returncode == 0
    line.terminology()
    for folder, asked, says in (
        (shelf.folder, ("--code", "0QX"), b"no code begins"),
        (shelf.folder, ("--code", "0QS", "tail"), b"not both"),
        (shelf.folder, ("--on", "2001-01-01", "tail"), b"books fetch ICD-10-PCS"),
        (shelf.folder, ("--on", "soon", "tail"), b"YYYY-MM-DD"),
        (home, ("tail",), b"no release of ICD-10-PCS is at hand"),
    ):
        done = run(folder, "pcs", *asked)
        assert done.returncode == 2, asked
        assert done.stdout == b""
        assert says in done.stderr
        assert done.stderr.count(b"\n") == 1


# The publisher's tables.


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, line: Line, home: Path) -> Vocabulary:
    folder = tmp_path_factory.mktemp("published")
    given_with: list[tuple[object, tuple[str, ...]]] = [
        (icd10pcs, ("icd10pcs-tables-2026.zip", "icd10pcs-order-2026.zip")),
        (icd10pcs_definitions, ("icd10pcs-definitions-2026.zip",)),
        (icd10pcs_index, ("icd10pcs-index-2025.zip",)),
        (icd10pcs_keys, ("body_part_key.json", "device_key.json")),
    ]
    for builder, names in given_with:
        told = Told(version="2026") if builder is icd10pcs_keys else None
        little_pcs.built(builder, folder / "releases", *(PCS / n for n in names), told=told)  # type: ignore[arg-type]
    return Vocabulary(open_pcs(shelf_with_icd10cm(folder, line, home), date(2026, 6, 15)))


@pytest.mark.data
def test_every_published_code_is_valid_and_completions_are_the_list(published: Vocabulary) -> None:
    pcs = published.books.pcs
    lines = pcs.release.table("codes").read_text("utf-8").splitlines()[1:]
    listed = {row[0]: row[4] for row in (line.split("\t") for line in lines)}
    assert len(listed) == 79_115
    assert list(pcs.completions("")) == list(listed)
    assert all(map(pcs.is_valid, listed))
    for code in list(listed)[::500]:
        title = pcs.title(code)
        assert title is not None
        assert (title.text, title.composed) == (listed[code], False)
        assert len(pcs.path(code, published.books.definitions)) == 7


@pytest.mark.data
@given(code=st.text(alphabet=CHARACTERS, min_size=4, max_size=4), at=st.integers(0, 913))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=500, deadline=None)
def test_no_other_path_is_valid(published: Vocabulary, code: str, at: int) -> None:
    pcs = published.books.pcs
    whole = published.tables[at].name + code
    row = pcs._db.execute("SELECT 1 FROM codes WHERE code = ?", (whole,)).fetchone()
    assert pcs.is_valid(whole) == (row is not None)


@pytest.mark.data
def test_our_table_names_what_is_in_the_tables(published: Vocabulary) -> None:
    wrong: list[tuple[str, str]] = []
    for t in trade.trade_words():
        wrong += [(t.phrase, o) for o in t.operations if o not in published.operations]
        wrong += [(t.phrase, p) for p in t.prefixes if not published.books.pcs.count(p)]
        wrong += [
            (t.phrase, pattern)
            for position, tiers in t.labels.items()
            for tier in tiers
            for pattern in tier
            if not published.like(position, pattern)
        ]
    assert wrong == []


@pytest.mark.data
def test_a_fixed_fracture(published: Vocabulary) -> None:
    table = first("open reduction internal fixation left femur shaft", published)
    assert (table.table.name, table.table.operation) == ("0QS", "Reposition")
    assert table.definition.startswith("Moving to its normal location")
    assert list(table.codes()) == ["0QS904Z"]
    assert "Internal Fixation Device, Intramedullary" in [v.label for v in table.axes[2].not_said]


@pytest.mark.data
def test_the_right_table_is_among_the_first_three(published: Vocabulary) -> None:
    spec = importlib.util.spec_from_file_location("benchmark_pcs", BENCHMARKS / "pcs.py")
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    asked = benchmark.lines(benchmark.PHRASES)
    assert len(asked) >= 60
    right = [any(n in tables for n in named(propose(p, published))[:3]) for p, tables, _ in asked]
    assert sum(right) >= 0.9 * len(asked)
