"""Pairs, units and add-on codes looked up: what is packed is what the table says. Codes are invented."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from published import built
from test_cli import run

from chartproof.codesets import packed
from chartproof.codesets.build import mue, ncci_addon, ncci_ptp
from chartproof.codesets.build.mue import NAMES as MUE_NAMES
from chartproof.codesets.release import Draft, Licence, Release, Source, write
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period
from chartproof.pipeline import Line
from chartproof.terms.addons import AddOn, AddOns
from chartproof.terms.limits import Limit, Limits
from chartproof.terms.pairs import Edit, Pair, Pairs

PERIOD = Period(date(2024, 7, 1), date(2024, 9, 30))
DAY = date(2024, 8, 15)
ADD_ON = ("add_on", "primary", "type", "first", "last", "note")
LIMIT = ("code", "units", "mai", "rationale")
Row = tuple[str, str, str, str, str, str]


def release(
    shelf: Path, table: str, columns: Sequence[str], rows: Iterable[Row], system: str = ""
) -> Release:
    return write(
        Draft(
            name=f"invented-{table.replace('_', '-')}-1",
            system=system or f"INVENTED-{table}",
            version="1",
            holds=PERIOD,
            clock="service",
            licence=Licence("ours", redistributable=True, notice="invented notice"),
            sources=(Source("file", "0" * 64),),
            tables={table: (columns, rows)},
            counted=table,
        ),
        shelf / "releases",
    )


def pairs_of(folder: Path, *rows: Row) -> Pairs:
    return Pairs(release(folder, "pairs", ncci_ptp.COLUMNS, sorted(rows)), folder / "indexes")


def index_of(folder: Path) -> Path:
    (path,) = (folder / "indexes").iterdir()
    return path


# What an edit says of a day.

THREE = (
    ("0991T", "0992T", "", "2019-12-31", "0", "Invented reason"),
    ("0991T", "0992T", "", "", "1", "Invented reason"),
    ("0991T", "0993T", "2024-08-15", "2024-08-15", "9", "Other reason"),
    ("0992T", "0994T", "2024-08-01", "2024-08-31", "0", "Invented reason"),
)


def test_a_pair_in_force_is_found_in_its_order_only(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path, *THREE)
    now = Edit(None, None, "1", "Invented reason")
    assert pairs.edit("0991T", "0992T", DAY) == now
    assert pairs.edit("0992T", "0991T", DAY) is None
    assert pairs.either("0992T", "0991T", DAY) == Pair("0991T", "0992T", now)
    assert pairs.either("0991T", "0994T", DAY) is None
    old = Edit(None, date(2019, 12, 31), "0", "Invented reason")
    assert set(pairs.edits("0991T", "0992T")) == {old, now}
    assert len(pairs) == 4


def test_an_edit_deleted_on_its_first_day_never_was_in_force(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path, *THREE)
    assert pairs.edit("0991T", "0993T", DAY) is None
    assert [e.modifier_indicator for e in pairs.edits("0991T", "0993T")] == ["9"]


@pytest.mark.parametrize(
    ("day", "found"),
    [("2024-07-31", False), ("2024-08-01", True), ("2024-08-31", True), ("2024-09-01", False)],
)
def test_the_first_and_the_last_day_are_in_force(tmp_path: Path, day: str, found: bool) -> None:
    pairs = pairs_of(tmp_path, *THREE)
    for _ in range(2):  # the second answer is remembered
        assert (pairs.edit("0992T", "0994T", date.fromisoformat(day)) is not None) is found
        assert pairs.edit("0992T", "0994T", DAY) is not None


@pytest.mark.parametrize("day", ["2024-06-30", "2024-10-01"])
def test_a_day_beyond_the_release_is_an_error_and_no_answer(tmp_path: Path, day: str) -> None:
    pairs = pairs_of(tmp_path, *THREE)
    assert pairs.edit("0991T", "0992T", DAY)
    for ask in (pairs.edit, pairs.either):
        with pytest.raises(ReleaseError, match=f"holds 2024-07-01 to 2024-09-30 and says nothing of {day}"):
            ask("0991T", "0992T", date.fromisoformat(day))


def test_all_pairs_of_a_code_in_either_column(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path, *THREE)
    found = [(p.column_1, p.column_2, p.edit.modifier_indicator) for p in pairs.with_code("0992T")]
    assert found == [("0992T", "0994T", "0"), ("0991T", "0992T", "1"), ("0991T", "0992T", "0")]
    assert list(pairs.with_code("0995T")) == []
    assert "0994T" in pairs
    assert "0995T" not in pairs


@pytest.mark.parametrize(("a", "b"), [("0991t", "0992T"), (" 991T", "0992T"), ("0991T0", "992T"), ("", "")])
def test_what_is_no_code_is_in_no_pair(tmp_path: Path, a: str, b: str) -> None:
    assert pairs_of(tmp_path, *THREE).edits(a, b) == ()


def test_answers_are_shared_values(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path, *THREE, ("0995T", "0996T", "", "", "1", "Invented reason"))
    assert pairs.edit("0991T", "0992T", DAY) is pairs.edit("0995T", "0996T", DAY)


# Packed and read back: the same as a plain dict.

CODES = st.sampled_from(["0991T", "0992T", "1001F", "99999", "A0001", "Z9999", "00001", "0000A"])
DAYS = st.sampled_from(["", "2019-12-31", "2024-07-01", "2024-08-15", "2024-09-30", "2024-10-01"])
ROWS = st.lists(
    st.tuples(CODES, CODES, DAYS, DAYS, st.sampled_from("019"), st.sampled_from(["", "Invented", "Ünlike"])),
    max_size=60,
)


@given(ROWS, st.permutations([PERIOD.first, DAY, PERIOD.last] * 2))
@settings(max_examples=150, deadline=None)
def test_packed_is_what_a_dict_says(rows: list[Row], days: list[date]) -> None:
    plain: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows):
        plain[row[0], row[1]].append(row)
    codes = sorted({code for row in rows for code in row[:2]} | {"A9999"})
    with tempfile.TemporaryDirectory() as folder:
        pairs = pairs_of(Path(folder), *rows)
        assert len(pairs) == len(rows)
        for a in codes:
            named = [r for r in sorted(rows) if r[0] == a] + [r for r in sorted(rows) if r[1] == a]
            assert [_row(p.column_1, p.column_2, p.edit) for p in pairs.with_code(a)] == named
            for b in codes:
                found = [_row(a, b, edit) for edit in pairs.edits(a, b)]
                assert found == plain[a, b]
                for day in days:  # twice each: the second answer is remembered
                    holding = [r for r in plain[a, b] if _holds(r, day.isoformat())]
                    edit = pairs.edit(a, b, day)
                    assert (edit and _row(a, b, edit)) == (holding[0] if holding else None)


def _row(a: str, b: str, edit: Edit) -> Row:
    first, last = (day.isoformat() if day else "" for day in (edit.first, edit.last))
    return a, b, first, last, edit.modifier_indicator, edit.rationale


def _holds(row: Row, day: str) -> bool:
    return row[4] != "9" and row[2] <= day and (row[3] == "" or day <= row[3])


# The file itself.


def test_the_index_is_made_once_and_opened_again(tmp_path: Path) -> None:
    pairs_of(tmp_path, *THREE)
    made = index_of(tmp_path).stat()
    pairs_of(tmp_path, *THREE)
    again = index_of(tmp_path).stat()
    assert (made.st_ino, made.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)


@pytest.mark.parametrize("keep", [0, 1, 60, 120, -1, -4])
def test_a_truncated_index_is_made_again(tmp_path: Path, keep: int) -> None:
    pairs_of(tmp_path, *THREE)
    whole = index_of(tmp_path).read_bytes()
    index_of(tmp_path).write_bytes(whole[:keep])
    assert len(pairs_of(tmp_path, *THREE).edits("0991T", "0992T")) == 2
    assert index_of(tmp_path).read_bytes() == whole


def test_an_altered_index_is_made_again(tmp_path: Path) -> None:
    """Head, codes, and what is said are checked; the numbers behind them by their count."""
    pairs_of(tmp_path, *THREE)
    whole = index_of(tmp_path).read_bytes()
    text = whole.index(b"0991T\n0992T")
    for at in (0, 9, 13, 20, 81, 89, 97, 105, 113, text, text + 30):
        index_of(tmp_path).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert len(pairs_of(tmp_path, *THREE).edits("0991T", "0992T")) == 2
        assert index_of(tmp_path).read_bytes() == whole, at
    index_of(tmp_path).write_bytes(whole + b"\0\0\0\0")
    pairs_of(tmp_path, *THREE)
    assert index_of(tmp_path).read_bytes() == whole


def test_the_index_of_another_release_is_made_again(tmp_path: Path) -> None:
    pairs_of(tmp_path / "a", *THREE)
    pairs_of(tmp_path / "b", THREE[0])
    index_of(tmp_path / "b").write_bytes(index_of(tmp_path / "a").read_bytes())
    assert len(pairs_of(tmp_path / "b", THREE[0])) == 1


def test_a_table_out_of_order_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    made = release(tmp_path, "pairs", ncci_ptp.COLUMNS, [THREE[3], THREE[0]])
    with pytest.raises(ReleaseError, match="out of order; build the release again"):
        Pairs(made, tmp_path / "indexes")
    assert list((tmp_path / "indexes").glob("*")) == []


def test_processes_that_build_at_once_do_not_clash(tmp_path: Path) -> None:
    rows = [(f"A{n // 100:04}", f"B{n % 100:04}", "", "", "1", "Invented") for n in range(40_000)]
    made = release(tmp_path, "pairs", ncci_ptp.COLUMNS, rows)
    asks = (
        "import sys; from pathlib import Path; from chartproof.codesets.release import Release;"
        "from chartproof.terms.pairs import Pairs;"
        "print(len(Pairs(Release.open(Path(sys.argv[1])), Path(sys.argv[2]))))"
    )
    source = str(Path(__file__).resolve().parent.parent / "src")
    command = [sys.executable, "-c", asks, str(made.folder), str(tmp_path / "indexes")]
    environment = {**os.environ, "PYTHONPATH": source}
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(3)]
    assert [child.communicate()[0].strip() for child in children] == [b"40000"] * 3
    assert index_of(tmp_path).suffix == ".pairs"


# Units.


def test_a_limit_and_a_code_without_one(tmp_path: Path) -> None:
    rows = [("0991T", "0", "2", "Policy"), ("A0001", "3", "", "Nature")]
    limits = Limits(release(tmp_path, "limits", LIMIT, rows), tmp_path / "indexes")
    for _ in range(2):
        assert limits.limit("0991T") == Limit("0991T", 0, "2", "Policy")
        assert limits.limit("A0001") == Limit("A0001", 3, None, "Nature")
        assert limits.limit("A0002") is None
    assert len(limits) == 2


# Add-on codes.


def test_an_add_on_code_ends_with_its_edit_its_own_or_its_primary_s_last_day(tmp_path: Path) -> None:
    rows = [
        ("0996T", "0990T", "1", "", "", "2024-07-31", "", ""),
        ("0996T", "0991T", "1", "", "2024-08-31", "2024-07-31", "", ""),
        ("0997T", "0990T", "1", "", "", "", "2024-08-15", ""),
    ]
    add_ons = AddOns(release(tmp_path, "add_on_codes", ncci_addon.COLUMNS, rows), tmp_path / "indexes")
    assert add_ons.add_on("0996T", date(2024, 7, 31)) is not None
    assert add_ons.add_on("0996T", date(2024, 8, 1)) is None
    assert add_ons.beside("0990T", date(2024, 8, 15)) == ("0997T",)
    assert add_ons.beside("0990T", date(2024, 8, 16)) == ()


def test_add_on_codes_and_their_primaries(tmp_path: Path) -> None:
    rows = [
        ("0991T", "0992T", "1", "", "", ""),
        ("0991T", "0993T", "1", "", "2024-08-14", ""),
        ("0994T", "CCCCC", "2", "", "", ""),
        ("0995T", "0992T", "3", "2024-08-16", "", "note"),
        ("0996T", "0992T", "3", "", "", ""),
    ]
    add_ons = AddOns(release(tmp_path, "add_on_codes", ADD_ON, rows), tmp_path / "indexes")
    assert add_ons.add_on("0991T", DAY) == AddOn("0991T", "1", ("0992T",))
    assert add_ons.add_on("0991T", date(2024, 8, 14)) == AddOn("0991T", "1", ("0992T", "0993T"))
    assert add_ons.add_on("0994T", DAY) == AddOn("0994T", "2", ())
    assert add_ons.add_on("0995T", DAY) is None
    assert add_ons.beside("0992T", DAY) == ("0991T", "0996T")
    asked = [("0991T", "0992T"), ("0991T", "0993T"), ("0994T", "0992T"), ("0996T", "0999T")]
    assert [add_ons.is_beside(a, b, DAY) for a, b in asked] == [True, False, None, None]
    with pytest.raises(ReleaseError, match="0992T is no add-on code"):
        add_ons.is_beside("0992T", "0991T", DAY)
    with pytest.raises(ReleaseError, match="says nothing of 2024-10-01"):
        add_ons.add_on("0991T", date(2024, 10, 1))


# The command.


@pytest.fixture(scope="module")
def edits_home(tmp_path_factory: pytest.TempPathFactory, home: Path, line: Line) -> Path:
    """A shelf with edits for practitioners, units of the same, and no others."""
    line.shelf.releases()
    folder = tmp_path_factory.mktemp("edits")
    (folder / "releases").mkdir()
    for standing in (home / "releases").iterdir():
        (folder / "releases" / standing.name).symlink_to(standing)
    release(folder, "pairs", ncci_ptp.COLUMNS, sorted(THREE), "NCCI-PTP-practitioner")
    release(folder, "limits", LIMIT, [("0991T", "2", "3", "Policy")], MUE_NAMES[0])
    return folder


def test_pair_prints_every_pair_and_every_code(edits_home: Path) -> None:
    done = run(edits_home, "pair", "0992t", "0991T", "0994T", "--on", "2024-09-15", "--format", "json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert [p["codes"] for p in made["pairs"]] == [["0992T", "0991T"], ["0992T", "0994T"], ["0991T", "0994T"]]
    first, second, third = made["pairs"]
    assert (first["edit"]["column_1"], first["edit"]["column_2"]) == ("0991T", "0992T")
    assert first["edit"]["modifier_indicator"] == "1"
    assert first["edit"]["means"]
    assert first["edit"]["release"] == "invented-pairs-1"
    assert [old["last"] for old in first["not_in_force"]] == ["2019-12-31"]
    assert (second["edit"], second["not_in_force"][0]["last"]) == (None, "2024-08-31")
    assert (third["edit"], third["not_in_force"]) == (None, [])
    limits = {c["code"]: c["limit"] for c in made["codes"]}
    assert (limits["0991T"]["units"], limits["0991T"]["mai"], limits["0994T"]) == (2, "3", None)
    assert made["releases"]["NCCI-PTP-practitioner"]["last"] == "2024-09-30"
    assert (made["skipped"], made["notices"]) == ([], ["invented notice"])


def test_pair_paints_the_newest_release_where_no_day_is_told(edits_home: Path) -> None:
    done = run(edits_home, "pair", "0991T", "0992T", "0999T")
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode()
    assert "0991T 0992T  column 1 0991T, column 2 0992T on 2024-09-30" in said
    assert "0991T 0999T  no edit in force" in said
    assert "0999T  no limit of units is published; in no pair of the release, is it a code?" in said
    assert "0991T  at most 2 units; MAI 3" in said
    assert "invented-pairs-1 (holds 2024-07-01 to 2024-09-30)" in said


@pytest.mark.parametrize(
    ("options", "system"),
    [
        (["--on", "2026-01-01"], "NCCI-PTP-practitioner"),
        (["--set", "medicaid-outpatient"], "NCCI-PTP-Medicaid-outpatient"),
    ],
)
def test_edits_that_are_not_there_are_skipped_and_said(
    edits_home: Path, options: list[str], system: str
) -> None:
    done = run(edits_home, "pair", "0991T", "0992T", *options, "--format", "json")
    assert done.returncode == 2
    made = json.loads(done.stdout)
    assert [s["system"] for s in made["skipped"]] == [system, system.replace("NCCI-PTP", "MUE")]
    assert f"chartproof books fetch {system}" in made["skipped"][0]["why"]
    assert (made["pairs"], made["releases"]) == ([], {})
    assert done.stderr.decode().startswith(f"chartproof: no release of {system} ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        (["0991T"], "chartproof: CODE: 0991T: edits stand between two codes"),
        (["0991T", "0991t"], "chartproof: CODE: 0991T: edits stand between two codes"),
        (["0991T", "0992T-59"], "chartproof: CODE: 0992T-59: not a CPT or HCPCS code"),
        (["0991T", "E11.9"], "chartproof: CODE: E11.9: not a CPT or HCPCS code"),
    ],
)
def test_what_is_no_pair_of_codes_is_one_line(edits_home: Path, codes: list[str], says: str) -> None:
    done = run(edits_home, "pair", *codes)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(says)


# CMS's own files.


@pytest.mark.data
@pytest.mark.parametrize("which", ["practitioner", "outpatient_hospital"])
def test_random_pairs_equal_the_file_of_cms(tmp_path: Path, which: str) -> None:
    path = SHARED / f"data/ncci/ncci_ptp_{which}_2024Q3.csv.gz"
    if not path.exists():
        pytest.skip("../shared/data is not here")
    (made,) = built(ncci_ptp, tmp_path / "releases", path)
    pairs = Pairs(made, tmp_path / "indexes")
    assert len(pairs) == made.rows
    chance, asked = random.Random(7), {}
    codes = packed.opened(made, tmp_path / "indexes", "pairs").codes
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            if chance.random() < 20_000 / made.rows:
                asked[row[0], row[1]] = [], []
                asked.setdefault((row[0], chance.choice(codes)), ([], []))
    asked.pop(("column1", "column2"), None)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for one, two, last, indicator, why in csv.reader(lines):
            if (one, two) in asked:
                every, standing = asked[one, two]
                every.append((one, two, "", last, indicator, " ".join(why.split())))
                standing += [every[-1]] if _holds(every[-1], "2024-08-15") else []
    assert len(asked) > 30_000
    for (one, two), (every, standing) in asked.items():
        assert sorted(_row(one, two, edit) for edit in pairs.edits(one, two)) == sorted(every)
        found = pairs.edit(one, two, DAY)
        assert ([_row(one, two, found)] if found else []) == standing


@pytest.mark.data
def test_every_limit_of_cms_is_found(tmp_path: Path) -> None:
    files = sorted((SHARED / "data/ncci").glob("mue_*.csv"))
    if not files:
        pytest.skip("../shared/data is not here")
    counts = {}
    for made in built(mue, tmp_path / "releases", *files):
        limits = Limits(made, tmp_path / "indexes")
        lines = made.table("limits").read_text("utf-8").splitlines()[1:]
        found = [limits.limit(text.split("\t")[0]) for text in lines]
        assert [f"{x.code}\t{x.units}\t{x.mai or ''}\t{x.rationale}" for x in found if x] == lines
        counts[made.system] = len(limits)
    assert counts == {"MUE-practitioner": 14_677, "MUE-outpatient": 14_628, "MUE-DME": 2_928}
