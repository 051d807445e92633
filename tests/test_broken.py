"""Broken claims: for each a finding or a clear error, never a traceback; long files, however they end."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from chartproof.check.fixing import fixed
from chartproof.cli.app import app
from chartproof.cli.check_lines import MOST_LINE, Numbered, answer, one_by_one, run_lines
from chartproof.formats.claim import claim_of, report_json
from chartproof.model.errors import ChartproofError, InputError
from chartproof.pipeline import Line

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from breaking import broken  # noqa: E402
from broken import outcome, outcomes  # noqa: E402
from made_claims import EMERGENCY, OFFICE, RIGHT, STAY, many  # noqa: E402

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=12,
)
KEYS = sorted({key for claim in RIGHT for key in claim} | {"own", "history", "procedures"})
OF_LINE = (
    "number",
    "system",
    "code",
    "served",
    "revenue",
    "modifiers",
    "units",
    "charge",
    "place",
    "pointers",
)


@pytest.mark.parametrize("claim", RIGHT, ids=lambda c: c["id"])
def test_nothing_is_found_on_the_right_ones(claim: dict[str, Any], line: Line) -> None:
    assert not line.check(claim_of(claim)).findings


def test_each_broken_claim_is_found_or_is_an_error(line: Line) -> None:
    told = list(outcomes(line, 200, 6))
    assert [became.says for _, became in told if became.what == "traceback"] == []
    silent = [f"{each.how} {each.at}" for each, became in told if became.what == "silent"]
    assert silent == []
    assert {each.how for each, _ in told} >= {"nested", "wrong JSON", "odd letters", "wrong day", "gone"}


def test_an_error_never_repeats_what_stands_there(line: Line) -> None:
    chance = random.Random(7)
    for each in (broken(chance) for _ in range(150)):
        became = outcome(each, line)
        if became.what == "error":
            assert "1951" not in became.says
            assert "75001" not in became.says
            assert len(became.says) < 300


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(KEYS), value=JSON)
def test_any_value_of_any_key(line: Line, key: str, value: Any) -> None:
    _answered(line, {**STAY, key: value})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(OF_LINE), value=JSON)
def test_any_value_of_any_key_of_a_line(line: Line, key: str, value: Any) -> None:
    first, *rest = EMERGENCY["lines"]
    _answered(line, {**EMERGENCY, "lines": [{**first, key: value}, *rest]})


def _answered(line: Line, raw: dict[str, Any]) -> None:
    try:
        orjson.dumps(report_json(line.check(claim_of(raw))))
        fixed(raw, line.check)
    except ChartproofError:
        return


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("own",), "deep", "nested"),
        (("id",), "c\x1b[31m", "printable"),
        (("id",), "c" * 201, "printable"),
        (("from",), "\uff12\uff10\uff12\uff16-06-15", "not a day"),
        (("through",), "9999-12-31", "not a day"),
        (("patient", "born"), "0001-01-01", "not a day"),
        (("diagnoses", 0, "code"), "E11\u200b.9", "cannot be printed"),
        (("lines", 0, "modifiers"), ["2\u202e5"], "cannot be printed"),
        (("lines", 0, "pointers"), ["A\x00"], "cannot be printed"),
        (("lines", 0, "units"), "1_0", "must be a number"),
        (("lines", 0, "units"), "\u0663", "must be a number"),
        (("lines", 0, "charge"), [1], "must be a number"),
    ],
)
def test_what_cannot_be_read_is_said(path: tuple[Any, ...], value: Any, says: str) -> None:
    raw = json.loads(json.dumps(OFFICE))
    if value == "deep":
        value = json.loads("[" * 40 + "]" * 40)
    holder = raw
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    with pytest.raises(InputError, match=says):
        claim_of(raw)


@pytest.mark.parametrize("pointer", ["9" * 5000, "\u0663", "\u00b2"])
def test_a_pointer_of_no_number_points_nowhere(pointer: str, line: Line) -> None:
    raw = {**OFFICE, "lines": [{**OFFICE["lines"][0], "pointers": [pointer]}, *OFFICE["lines"][1:]]}
    assert "form.pointer_nowhere" in {f.rule for f in line.check(claim_of(raw)).findings}
    fixed(raw, line.check)


def test_the_command_over_all_of_them(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Line
) -> None:
    monkeypatch.setenv("CHARTPROOF_HOME", str(home))
    chance = random.Random(8)
    file = tmp_path / "broken.jsonl"
    rows = [broken(chance).data.replace(b"\n", b" ") for _ in range(100)]
    file.write_bytes(b"\n".join(rows) + b"\n" + b"x" * (MOST_LINE + 10) + b"\n" + orjson.dumps(OFFICE))
    made = CliRunner().invoke(app, ["check", str(file), "--out", str(tmp_path / "out.jsonl")])
    assert made.exit_code == 2
    answers = [json.loads(text) for text in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert len(answers) == sum(bool(row.strip()) for row in rows) + 2
    assert "longer than" in answers[-2]["error"]
    assert answers[-1]["id"] == "office"


def test_an_error_tells_an_id_only_where_it_is_one(line: Line) -> None:
    deep = b'{"id": ' + b"[" * 900 + b"]" * 900 + b"}"
    made = answer(Numbered(1, deep), line.check, brief=True)
    assert made.is_wrong
    assert json.loads(made.data)["id"] is None


def test_several_processes_answer_as_one_does(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Line
) -> None:
    monkeypatch.setenv("CHARTPROOF_HOME", str(home))
    file, one, two = tmp_path / "claims.jsonl", tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    rows = [orjson.dumps(claim) for claim in many(150)]
    file.write_bytes(b"\n".join([*rows[:70], b"{no json", *rows[70:]]))
    counts = run_lines(file, one, one_by_one(line.check, brief=False), brief=False)
    done = subprocess.run(
        [sys.executable, "-m", "chartproof", "check", str(file), "--out", str(two), "--jobs", "2"],
        env={"CHARTPROOF_HOME": str(home), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert counts[0] == 1
    assert one.read_bytes() == two.read_bytes()


def test_a_run_over_other_claims_is_not_gone_on_with(line: Line, tmp_path: Path) -> None:
    file, out = tmp_path / "claims.jsonl", tmp_path / "out.jsonl"
    rows = [orjson.dumps(claim) for claim in many(6)]
    file.write_bytes(b"\n".join(rows))
    answers = one_by_one(line.check, brief=True)
    run_lines(file, out, answers, brief=True)
    whole = out.read_bytes()
    part = tmp_path / "out.jsonl.part"
    for left, brief in ((rows[1:], True), (rows[:2], True), (rows, False)):
        part.write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
        file.write_bytes(b"\n".join(left))
        with pytest.raises(InputError, match="delete it"):
            run_lines(file, out, one_by_one(line.check, brief=brief), brief=brief)
    file.write_bytes(b"\n".join(rows))
    part.write_bytes(b"".join(whole.splitlines(keepends=True)[:3]) + b"\x00" * 40 + b"\n")
    run_lines(file, out, answers, brief=True)
    assert out.read_bytes() == whole


@pytest.mark.prove
def test_two_thousand_broken_claims(line: Line) -> None:
    told = [became.what for _, became in outcomes(line, 2_000, 1)]
    assert "traceback" not in told
    assert told.count("silent") <= 40


@pytest.mark.prove
def test_a_million_claims(home: Path, line: Line, tmp_path: Path) -> None:
    line.check(claim_of(OFFICE))
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/million.py"), "--folder", str(tmp_path)],
        env={"CHARTPROOF_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for left in tmp_path.glob("*.jsonl"):
        left.unlink()
