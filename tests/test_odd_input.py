"""Odd input and odd shelves: one line that says what is wrong, exit code 2, and no traceback."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import run

from chartproof.codesets import durable
from chartproof.codesets.index import making
from chartproof.codesets.shelf import Shelf
from chartproof.model.errors import ReleaseError

NAME = "icd10cm-2026.2"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuch",),
        ("lookup",),
        ("lookup", "E119", "--nope"),
        ("pair", "A0001", "A0002", "--set", "mine"),
        ("lookup", "E11\n.9\x1b[31m"),
        ("lookup", "A" * 100_000),
        ("tree", "\x07"),
        ("tree", "\udcff"),
    ],
)
def test_what_is_wrong_is_one_plain_line(own: Path, arguments: tuple[str, ...]) -> None:
    done = run(own, *arguments)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert not done.stdout
    assert said.startswith("chartproof: ")
    assert said.count("\n") == 1
    assert said[:-1].isprintable()
    assert len(said) < 5_000


def test_what_is_no_utf_8_is_printed_as_json_all_the_same() -> None:
    code = "from chartproof.cli.options import print_json; print_json({'words': '\\udcff'})"
    source = str(Path(__file__).resolve().parent.parent / "src")
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={"PYTHONPATH": source}, check=True
    )
    assert json.loads(made.stdout) == {"words": "\udcff"}


def test_a_reader_that_goes_away_is_no_error(own: Path) -> None:
    source = str(Path(__file__).resolve().parent.parent / "src")
    with subprocess.Popen(
        [sys.executable, "-m", "chartproof", "valueset", "A00-Z99"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"CHARTPROOF_HOME": str(own), "PYTHONPATH": source},
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.fixture
def half_broken(own: Path) -> Path:
    """A shelf with a whole release, one whose manifest is cut off, and a folder without one."""
    shutil.copytree(own / "releases" / NAME, own / "releases/hcpcs-2031")
    (own / "releases/hcpcs-2031/release.json").write_text('{"name": "hcpcs-2031", ')
    (own / "releases/left-over").mkdir()
    return own


def test_books_list_shows_the_others_and_names_the_broken(half_broken: Path) -> None:
    done = run(half_broken, "books", "list", "--format", "json")
    assert done.returncode == 2
    made = json.loads(done.stdout)
    assert [r["release"] for r in made["releases"]] == [NAME]
    assert [says.partition(":")[0] for says in made["broken"]] == ["hcpcs-2031", "left-over"]
    assert b"books remove hcpcs-2031" in done.stderr
    assert b"books remove left-over" in done.stderr


def test_books_verify_names_the_broken(half_broken: Path) -> None:
    done = run(half_broken, "books", "verify", "--format", "json")
    assert done.returncode == 1
    made = json.loads(done.stdout)
    assert [r["broken"] for r in made["releases"]] == [None]
    assert len(made["broken"]) == 2


def test_no_answer_is_given_past_a_broken_release_until_it_is_removed(half_broken: Path) -> None:
    assert run(half_broken, "lookup", "E119").returncode == 2
    done = run(half_broken, "books", "remove", "hcpcs-2031", "hcpcs-2031", "left-over")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"removed") == 2
    assert run(half_broken, "lookup", "E119").returncode == 0


def test_remove_leaves_what_is_no_release_alone(own: Path) -> None:
    for name in ("..", "../indexes", "", ".", "/"):
        assert run(own, "books", "remove", name).returncode == 2
    assert (own / "releases" / NAME).is_dir()


def test_a_manifest_that_is_no_text_is_built_again(own: Path) -> None:
    (own / "releases" / NAME / "release.json").write_bytes(b"\xff\xfe")
    assert [r.name for r in Shelf(own).releases()] == [NAME]


def test_an_index_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    def fill() -> None:
        with making(tmp_path / "x.sqlite") as db:
            db.execute("CREATE TABLE a(b)")
            raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(ReleaseError, match="cannot be written"):
        fill()
    assert list(tmp_path.iterdir()) == []


def test_an_index_of_the_right_length_that_is_damaged_says_what_to_do(own: Path) -> None:
    run(own, "lookup", "E119")
    (index,) = (own / "indexes").iterdir()
    whole = index.read_bytes()
    index.write_bytes(whole[:4096] + b"\xaa" * (len(whole) - 4096))
    done = run(own, "lookup", "E119")
    assert done.returncode == 2
    assert f"delete {own}/indexes" in done.stderr.decode()


def test_what_is_made_aside_is_as_open_as_its_shelf(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with durable.aside(tmp_path) as made:
        assert made.stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(
    ("key", "value"), [("clock", "sundial"), ("rows", "many"), ("first", "soon"), ("licence", 1)]
)
def test_a_manifest_that_says_what_it_cannot_is_broken(own: Path, key: str, value: object) -> None:
    shutil.copytree(own / "releases" / NAME, own / "releases/other")
    manifest = own / "releases/other/release.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), key: value}))
    with pytest.raises(ReleaseError, match="books remove other"):
        Shelf(own).releases()


def test_a_search_says_what_it_was_made_without(own: Path) -> None:
    run(own, "lookup", "E119")
    made = json.loads(run(own, "search", "gout", "--on", "2026-06-15", "--format", "json").stdout)
    (without,) = made["skipped"]
    assert "Alphabetic Index" in without["system"]
    assert "2026-06-15" in without["why"]
    assert b"searched without Alphabetic Index" in run(own, "search", "gout").stderr


def test_no_day_and_a_derived_release_is_said(own: Path, tmp_path: Path) -> None:
    shutil.copytree(own / "releases" / NAME, own / "releases/icd10cm-2031")
    manifest = own / "releases/icd10cm-2031/release.json"
    told = json.loads(manifest.read_text())
    told |= {"name": "icd10cm-2031", "first": "2030-10-01", "last": "2031-09-30", "derived": True}
    manifest.write_text(json.dumps(told))
    (tmp_path / "note.txt").write_text("Assessment: gout.", "utf-8")
    made = json.loads(run(own, "code", str(tmp_path / "note.txt"), "--format", "json").stdout)
    says = "no day given: icd10cm-2031 (derived) is used, which holds 2030-10-01 to 2031-09-30"
    assert says in made["notices"]


def test_json_that_is_no_case_is_not_coded_as_a_note(own: Path, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text('["gout"]', "utf-8")
    done = run(own, "code", str(tmp_path / "case.json"))
    assert (done.returncode, b"a case is a JSON object" in done.stderr) == (2, True)


def test_an_answer_whose_codes_are_none_is_refused(own: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Assessment: gout.", "utf-8")
    answer = {"releases": {"ICD-10-CM": {"release": NAME}}, "codes": [5]}
    (tmp_path / "answer.json").write_text(json.dumps(answer), "utf-8")
    done = run(own, "verify", str(tmp_path / "answer.json"), str(tmp_path / "note.txt"))
    assert (done.returncode, b"not an answer of" in done.stderr) == (2, True)
