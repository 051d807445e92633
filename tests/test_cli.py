"""The commands as a person runs them: what they print, and what they say of bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chartproof.pipeline import Line

NOTE = "Assessment:\n1. Type 2 diabetes with hyperglycemia.\n2. Kidney stones.\n"


def run(home: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = {**os.environ, "CHARTPROOF_HOME": str(home), "COLUMNS": "200", "PYTHONPATH": source}
    return subprocess.run(
        [sys.executable, "-m", "chartproof", *arguments],
        input=stdin,
        capture_output=True,
        env=environment,
        check=False,
    )


@pytest.fixture
def built(home: Path, line: Line) -> Path:
    line.terminology()
    return home


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, "utf-8")
    return path


def test_code_prints_the_contract(built: Path, note: Path) -> None:
    done = run(built, "code", str(note), "--on", "2026-06-15", "--format", "json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    keys = {
        "id",
        "releases",
        "codes",
        "admitting",
        "reasons_for_visit",
        "first",
        "alternatives",
        "rejected",
        "obligations",
        "queries",
        "abstained",
        "skipped",
        "notices",
    }
    assert keys <= set(made)
    assert made["releases"]["ICD-10-CM"] == {
        "release": "icd10cm-2026.2",
        "first": "2026-04-01",
        "last": "2026-09-30",
        "covers": True,
        "derived": False,
    }
    code = next(c for c in made["codes"] if c["code"] == "E11.65")
    assert {
        "system",
        "title",
        "role",
        "needed",
        "poa",
        "evidence",
        "proof",
        "confidence",
        "modifiers",
    } <= set(code)
    assert code["needed"] == "addressed"
    for evidence in code["evidence"]:
        assert NOTE[evidence["start"] : evidence["end"]] == evidence["words"]


def test_verify_replays_and_refuses(built: Path, note: Path, tmp_path: Path) -> None:
    result = tmp_path / "result.json"
    result.write_bytes(run(built, "code", str(note), "--on", "2026-06-15", "-f", "json").stdout)
    done = run(built, "verify", str(result), str(note), "--on", "2026-06-15")
    assert done.returncode == 0
    assert json.loads(done.stdout)["failed"] == []
    changed = result.read_text("utf-8").replace("hyperglycemia", "hypoglycemia")
    result.write_text(changed, "utf-8")
    done = run(built, "verify", str(result), str(note), "--on", "2026-06-15")
    assert done.returncode == 1
    assert json.loads(done.stdout)["failed"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", b"empty"),
        (b"\x00\x01\x02\x00", b"NUL"),
        (b"caf\xe9 note", b"UTF-8"),
        (b'{"id": "x"', b"JSON"),
        (b"{}", b"text"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_one_line(
    content: bytes, says: bytes, built: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    done = run(built, "code", str(path))
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"chartproof: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert says in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "flags",
    [
        ["--on", "2026-02-30"],
        ["--on", "tomorrow"],
        ["--setting", "moon"],
        ["--sex", "X"],
        ["--on", "2026-06-15", "--ended", "2026-06-01"],
        ["--on", "2020-01-01"],
        ["--release", "icd10cm-1999"],
        ["--born", "2030-01-01", "--on", "2026-06-15"],
    ],
)
def test_bad_flags_are_said_in_one_line(flags: list[str], built: Path, note: Path) -> None:
    done = run(built, "code", str(note), *flags)
    assert done.returncode == 2
    assert done.stderr.startswith(b"chartproof: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_no_release_for_the_day_names_what_is_at_hand(built: Path, note: Path) -> None:
    done = run(built, "code", str(note), "--on", "2027-01-01")
    assert done.returncode == 2
    assert b"icd10cm-2026.2" in done.stderr
    done = run(built, "code", str(note), "--on", "2027-01-01", "--release", "icd10cm-2026.2", "-f", "json")
    assert json.loads(done.stdout)["releases"]["ICD-10-CM"]["covers"] is False


def test_no_day_says_which_release_is_used(built: Path, note: Path) -> None:
    made = json.loads(run(built, "code", str(note), "-f", "json").stdout)
    assert any("no day given" in n for n in made["notices"])


def test_batch_keeps_order_and_says_what_went_wrong(built: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [json.dumps({"id": f"c{i}", "on": "2026-06-15", "text": NOTE}) for i in range(5)]
    rows[2] = '{"id": "broken", "on": "2026-99-99", "text": "x"}'
    rows.insert(4, "{not json")
    source.write_text("\n".join(rows) + "\n", "utf-8")
    done = run(built, "batch", str(source), "--out", str(out), "--brief")
    assert done.returncode == 2
    made = [json.loads(text) for text in out.read_text("utf-8").splitlines()]
    assert [m["id"] for m in made] == ["c0", "c1", "broken", "c3", None, "c4"]
    assert ["error" in m for m in made] == [False, False, True, False, True, False]
    assert all("proof" not in c for m in made for c in m.get("codes", ()))
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_batch_over_two_processes_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(json.dumps({"id": i, "on": "2026-06-15", "text": NOTE}) + "\n" for i in range(40)), "utf-8"
    )
    outs = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for jobs, out in zip(("1", "2"), outs, strict=True):
        assert run(built, "batch", str(source), "-o", str(out), "-j", jobs).returncode == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ["lookup", "E11.9"],
        ["search", "kidney stone"],
        ["tree", "N20"],
        ["rule", "I.C.9.a"],
        ["rule", "icd10cm.descend"],
        ["rule", "OCE 22"],
        ["rule", "MCE 6"],
        ["books", "list"],
        ["books", "verify"],
        ["code", "NOTE"],
        ["explain", "NOTE", "N20.0"],
        ["read", "NOTE"],
    ],
)
def test_commands_speak_to_people(arguments: list[str], built: Path, note: Path) -> None:
    done = run(built, *[str(note) if a == "NOTE" else a for a in arguments])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ["books", "add", "NOTE"],
        ["lookup", "Q99.99"],
        ["tree", "ZZZ"],
        ["rule", "nonsense"],
        ["rule", "OCE 999"],
        ["explain", "NOTE", "A00.0"],
    ],
)
def test_what_is_not_there_is_said(arguments: list[str], built: Path, note: Path) -> None:
    done = run(built, *[str(note) if a == "NOTE" else a for a in arguments])
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_standard_input_is_a_note(built: Path) -> None:
    done = run(built, "code", "-", "--format", "json", stdin=NOTE.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["codes"]


def test_a_note_of_twenty_megabytes_is_refused(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Kidney stones. " * 1_400_000, "utf-8")
    done = run(built, "code", str(path))
    assert done.returncode == 2
    assert b"MB" in done.stderr
