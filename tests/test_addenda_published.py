"""FY2025 with the published FY2026 addenda applied is FY2026 as published, but for what April changed."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from conftest import SHARED
from published import files

from chartproof.codesets.adding import add
from chartproof.codesets.build import Told, icd10cm_tabular_addenda

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
DATA = SHARED / "data"


@cache
def bench() -> ModuleType:
    """The benchmark, loaded from where it stands: it is no package."""
    spec = importlib.util.spec_from_file_location("benchmarks_addenda", BENCHMARKS / "addenda.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_share_counts_what_is_named_and_what_is_wrong() -> None:
    before, after = {("a",), ("b",)}, {("a",), ("c",), ("d",)}
    later = bench().Compared(before, after, {("a",), ("c",), ("e",)}, said=lambda row: row != ("d",))
    assert later.figures() == {
        "published": 3, "later": 1, "reproduced": 2, "share": 1.0, "missed": 0, "wrong": 1,
    }  # fmt: skip
    assert later.misses == [("later", ("d",)), ("wrong", ("e",))]
    assert bench().Compared(before, after, before).figures()["share"] == 0.0


@pytest.mark.data
def test_the_tabular_is_that_of_april_but_for_what_april_changed() -> None:
    misses: list[tuple[str, tuple[str, ...]]] = []
    found = bench().tabular(DATA, misses)
    assert found["lines"]["unapplied"] == 1
    assert found["nodes"]["share"] >= 0.99
    assert found["codes"]["share"] == 1.0
    assert found["notes"]["share"] >= 0.98
    assert found["notes"]["later"] <= 95
    odd = {row[0] for kind, row in misses if kind != "later"}
    assert odd == {"chapter 17", "H40.84", "I27.841"}


@pytest.mark.data
def test_the_external_causes_and_the_tables_are_those_of_april() -> None:
    misses: list[tuple[str, tuple[str, ...]]] = []
    found = dict(bench().indexes(DATA, misses))
    assert {name: figures["lines"]["unapplied"] for name, figures in found.items()} == dict.fromkeys(
        ("external_causes", "neoplasms", "drugs"), 0
    )
    assert found["neoplasms"]["share"] == found["drugs"]["share"] == 1.0
    assert {row[0].partition(" > ")[0] for _, row in misses} == {"Activity", "Hanging"}


@pytest.mark.data
def test_the_index_takes_nearly_every_line() -> None:
    misses: list[tuple[str, tuple[str, ...]]] = []
    found = bench().alphabetic(DATA, misses)
    assert found["lines"]["share"] >= 0.998
    assert found["only_theirs"] <= 102
    assert found["only_ours"] <= 100


@pytest.mark.data
def test_the_addenda_find_the_year_before_on_the_shelf(tmp_path: Path) -> None:
    cm = DATA / "icd10cm"
    shelf = tmp_path / "shelf"
    list(add([cm / "icd10cm-tables-index-april-2025.zip"], Told(), shelf))
    given = files(cm / "icd10cm-addenda-2026.zip", shelf / "icd10cm-2025.2/tables/nodes.tsv")
    (draft,) = icd10cm_tabular_addenda.drafts(given, Told())
    assert (draft.name, draft.derived, draft.sources[0].name) == ("icd10cm-2026.1", True, "icd10cm-2025.2")
