"""Flat lists opened: rows by their first columns, as the table has them. Codes are invented."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from published import built

from chartproof.codesets.build import hcpcs
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Draft, Licence, Release, Source, write
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period

FEES = [
    ("A0001", "", "1.50"),
    ("A0001", "26", "0.50"),
    ("A0001", "TC", "1.00"),
    ("A0002", "", ""),
    ("B0001", "", "2.00"),
]
COLUMNS = ("code", "modifier", "order")


def release(shelf: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Release:
    return write(
        Draft(
            name="invented-fees-1",
            system="INVENTED",
            version="1",
            holds=Period(date(2026, 1, 1), None),
            clock="service",
            licence=Licence("ours", redistributable=True, notice="invented"),
            sources=(Source("file", "0" * 64),),
            tables={"fees": (columns, rows), "index": (("code", "title"), [("X", "Invented")])},
            counted="fees",
        ),
        shelf,
    )


@pytest.fixture
def fees(tmp_path: Path) -> CodeList:
    return CodeList(release(tmp_path / "releases", COLUMNS, FEES), tmp_path / "indexes", "fees")


def test_a_row_by_its_code(fees: CodeList) -> None:
    for _ in range(2):
        assert fees.row("A0002") == {"code": "A0002", "modifier": "", "order": ""}
        assert fees.row("A0003") is None
        assert fees.row("A000") is None
    assert "A0002" in fees
    assert "a0002" not in fees
    assert len(fees) == 5


def test_a_code_of_several_rows_is_no_one_row(fees: CodeList) -> None:
    assert [r["modifier"] for r in fees.rows("A0001")] == ["", "26", "TC"]
    with pytest.raises(ReleaseError, match="3 rows of fees begin with A0001; say which by modifier, order"):
        fees.row("A0001")
    row = fees.row("A0001", "26")
    assert row
    assert row["order"] == "0.50"
    plain = fees.row("A0001", "")
    assert plain
    assert plain["order"] == "1.50"
    assert fees.row("A0001", "99") is None


def test_a_row_cannot_be_changed(fees: CodeList) -> None:
    row = fees.row("A0002")
    with pytest.raises(TypeError):
        row["order"] = "9"  # type: ignore[index]


def test_rows_by_how_they_begin(fees: CodeList) -> None:
    assert [r["modifier"] for r in fees.starting("A0001", 2)] == ["", "26"]
    assert [r["code"] for r in fees.starting("A", 10)] == ["A0001", "A0001", "A0001", "A0002"]
    assert fees.starting("%", 10) == ()
    assert fees.starting("C", 10) == ()
    assert [tuple(r.values()) for r in fees.every()] == FEES


def test_tables_of_one_release_stand_side_by_side(fees: CodeList, tmp_path: Path) -> None:
    index = CodeList(fees.release, tmp_path / "indexes", "index")
    assert index.row("X") == {"code": "X", "title": "Invented"}
    assert fees.row("X") is None
    assert len(list((tmp_path / "indexes").iterdir())) == 2


def test_a_table_that_is_not_there(fees: CodeList, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="invented-fees-1 has no table codes; it has: fees, index"):
        CodeList(fees.release, tmp_path / "indexes")


@pytest.mark.parametrize("keep", [0, 50, 100, 4096, -1])
def test_an_index_cut_off_is_made_again(fees: CodeList, tmp_path: Path, keep: int) -> None:
    (path,) = (tmp_path / "indexes").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:keep])
    assert [tuple(r.values()) for r in CodeList(fees.release, tmp_path / "indexes", "fees").every()] == FEES
    assert len(path.read_bytes()) == len(whole)


CELL = st.text(st.characters(exclude_characters="\t\n", exclude_categories=("Cs",)), max_size=4)


@given(st.lists(st.tuples(st.sampled_from(["A", "B", "a", "Ä", ""]), CELL, CELL), max_size=20), CELL)
@settings(max_examples=60, deadline=None)
def test_every_row_is_found_as_it_stands(rows: list[tuple[str, str, str]], other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = CodeList(release(Path(folder) / "releases", COLUMNS, rows), Path(folder), "fees")
        assert [tuple(r.values()) for r in made.every()] == rows
        for key in {row[0] for row in rows} | {other}:
            assert [tuple(r.values()) for r in made.rows(key)] == [r for r in rows if r[0] == key]
        for key in {row[:2] for row in rows}:
            assert [tuple(r.values()) for r in made.rows(*key)] == [r for r in rows if r[:2] == key]


@pytest.mark.data
def test_every_code_of_hcpcs_is_found(tmp_path: Path) -> None:
    path = SHARED / "data/hcpcs/HCPC2025_OCT_ANWEB.csv"
    if not path.exists():
        pytest.skip("../shared/data is not here")
    (made,) = built(hcpcs, tmp_path / "releases", path)
    for table, count in (("codes", 8_463), ("modifiers", 383)):
        codes = CodeList(made, tmp_path / "indexes", table)
        lines = made.table(table).read_text("utf-8").split("\n")[1:-1]
        assert len(codes) == len(lines) == count
        for text in lines:
            row = codes.row(text.split("\t")[0])
            assert row is not None
            assert "\t".join(row.values()) == text
