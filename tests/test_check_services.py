"""Edits of services together: which releases they choose, the outpatient editor by number, and the source files themselves."""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from claims import claim_in, embedded, raw_in, shelf_of
from conftest import SHARED
from made import LIMITS, PAIRS, release
from published import built

from chartproof import pipeline
from chartproof.check.lines import coded
from chartproof.check.opps.figures import rows
from chartproof.check.opps.ioce import (
    EDITOR,
    KNOWN,
    STATES,
    asked,
    edits,
    not_looked_at,
    numbers,
    page_of_edit,
)
from chartproof.check.report import report
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.build import mue, ncci_ptp
from chartproof.codesets.shelf import Shelf
from chartproof.formats.claim import claim_of
from chartproof.model.period import Days, Period
from chartproof.pipeline import Line

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2024, 8, 15)
QUARTER = Period(date(2024, 7, 1), date(2024, 9, 30))
SYSTEM = "NCCI-PTP-practitioner"
CLAIM = {
    "on": "2024-08-15",
    "claim": {"kind": "professional", "payer": "medicare", "lines": ["29X01 x1", "29X02 x1"]},
}


@cache
def bench(name: str) -> ModuleType:
    """A benchmark, loaded from where it stands: it is no package."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", ROOT / f"benchmarks/{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_release_that_comes_or_goes_is_seen(own: Path) -> None:
    shelf, days = Shelf(own), Days.at(DAY)
    for _ in range(2):  # what was not found is remembered too
        with pytest.raises(NoReleaseCoversError):
            shelf.by_clock(days, SYSTEM)
    rows = [("29X01", "29X02", "", "", "0", "Misuse")]
    made = release(own / "releases", "pairs-1", SYSTEM, QUARTER, {"pairs": (PAIRS, rows)})
    assert shelf.by_clock(days, SYSTEM).name == made.name
    later = release(
        own / "releases", "pairs-2", SYSTEM, Period(DAY, QUARTER.last), {"pairs": (PAIRS, rows * 2)}
    )
    assert shelf.by_clock(days, SYSTEM).name == later.name
    assert shelf.by_clock(Days.at(QUARTER.first), SYSTEM).name == made.name
    shelf.remove(later.name)
    assert shelf.by_clock(days, SYSTEM).name == made.name
    shelf.remove(made.name)
    with pytest.raises(NoReleaseCoversError, match="no release of"):
        shelf.by_clock(days, SYSTEM)


def test_a_line_of_long_running_checks_sees_new_edits(own: Path) -> None:
    line, claim = Line(Shelf(own)), claim_in(CLAIM)
    rule = "ncci.pair_never_paid_together"
    assert rule in {skip.what for skip in line.check(claim).skipped}
    rows = [("29X01", "29X02", "", "", "0", "Misuse")]
    release(own / "releases", "pairs-1", SYSTEM, QUARTER, {"pairs": (PAIRS, rows)})
    found = line.check(claim)
    assert [(f.rule, f.at) for f in found.findings if f.rule == rule] == [(rule, "line.2")]
    assert rule in found.ran


def test_a_line_is_read_by_the_release_of_its_own_day(own: Path) -> None:
    for name, holds, units in (
        ("a", QUARTER, "1"),
        ("b", Period(date(2024, 10, 1), date(2024, 12, 31)), "5"),
    ):
        tables = {"limits": (LIMITS, [("29X01", units, "2", "CMS Policy")])}
        release(own / "releases", f"limits-{name}", "MUE-practitioner", holds, tables)
    lines = ["29X01 x3 2024-09-30", "29X01 x3 2024-10-01"]
    told = {"kind": "professional", "from": "2024-09-30", "through": "2024-10-01", "lines": lines}
    found = Line(Shelf(own)).check(claim_in({"on": "2024-09-30", "claim": told}))
    over = [f for f in found.findings if f.rule.startswith("mue.")]
    assert [(f.at, f.release) for f in over] == [("line.1.units", "limits-a")]


def test_what_is_kept_of_one_claim_does_not_serve_another(home: Path) -> None:
    books = Books(DAY, Days.at(DAY), embedded(home))
    one, other = claim_in(CLAIM), claim_of(raw_in(CLAIM) | {"lines": []})
    assert coded(one, books).by_day
    assert not coded(other, books).by_day
    assert coded(one, books) is coded(one, books)


def test_every_edit_of_the_editor_has_its_state() -> None:
    """Each number stands once, its rules exist, and what no rule decides says why."""
    known = {rule.id for rule in pipeline.check_rules()}
    numbered = [row["number"] for row in rows("edits")]
    assert numbered == [str(n) for n in range(1, len(numbered) + 1)]
    for edit in edits().values():
        assert edit.state in STATES
        assert set(edit.rules) <= known, edit
        assert bool(edit.rules) == (edit.state in {"whole", "part"}), edit
        assert bool(edit.why) == (edit.state != "whole"), edit


def test_every_edit_that_is_cited_is_told_of_its_rule() -> None:
    """The numbers that rules of outpatients cite are those of the table; a rule may help with one that others cite."""
    cited = {
        (int(number), rule.id)
        for rule in pipeline.check_rules()
        if rule.id.startswith("opps.")
        for number in re.findall(r"\d+", rule.cite.place)
    }
    told = {(edit.number, rule) for edit in edits().values() for rule in edit.rules}
    assert cited <= told
    assert {rule.id for rule in pipeline.check_rules() if rule.id.startswith("opps.")} == {
        r for _, r in cited
    }


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("OCE 22", 22),
        ("ioce 22", 22),
        ("I/OCE edit 22", 22),
        ("MCE 6", None),
        ("oce", None),
        ("OCE 22a", None),
    ],
)
def test_an_edit_is_asked_for_by_its_number(words: str, number: int | None) -> None:
    assert asked(words) == number


def test_a_page_says_what_is_known_of_an_edit() -> None:
    decided, open_, unknown = (page_of_edit(number) for number in (22, 12, 999))
    assert decided and "decided by form.modifier_valid" in decided
    assert open_ and "not looked at" in open_
    assert KNOWN in open_
    assert unknown is None


def test_scope_leads_to_the_page_of_edits() -> None:
    assert "](oce.md)" in (ROOT / "docs/scope.md").read_text("utf-8")


def test_an_outpatient_claim_says_which_edits_were_not_looked_at(line: Line) -> None:
    told = {"kind": "facility", "bill_type": "0131", "lines": ["29X01 x1 rev 0360"]}
    claim = claim_in({"on": "2026-06-15", "claim": told})
    said = [skip.why for skip in line.check(claim).skipped if skip.what == EDITOR]
    assert said == [skip.why for skip in not_looked_at(claim)]
    assert numbers("table") in said[0]
    assert not not_looked_at(claim_in(CLAIM))


def test_fixes_that_lower_are_never_safe(home: Path, tmp_path: Path) -> None:
    """A line that goes, or units that fall, wait for a person; so does a modifier that would make a line payable."""
    tables = {
        SYSTEM: {"pairs": ["29X01 29X02 2020-01-01 - 1 Practice"]},
        "MUE-practitioner": {"limits": ["29X01 1 2 Policy"]},
    }
    case = {**CLAIM, "claim": {**CLAIM["claim"], "lines": ["29X01 x2", "29X02 x1"]}, "tables": tables}
    claim = claim_in(case)
    books = Books(DAY, claim.days, shelf_of(case, embedded(home), tmp_path))
    found = [
        f
        for f in report(claim, books, pipeline.check_rules()).findings
        if f.rule.startswith(("ncci.", "mue."))
    ]
    assert len(found) == 2
    assert all(f.fixes and f.clears and not any(fix.safe for fix in f.fixes) for f in found)


@pytest.mark.data
@pytest.mark.oracle
def test_edits_equal_a_reading_of_the_source_files(own: Path) -> None:
    """The benchmark's brute force over the publisher's files, on fewer claims."""
    files = [
        SHARED / "data/ncci" / name
        for name in ("ncci_ptp_outpatient_hospital_2024Q3.csv.gz", "mue_outpatient_hospital_2024Q3.csv")
    ]
    if not all(file.exists() for file in files):
        pytest.skip("../shared/data is not here")
    built(ncci_ptp, own / "releases", files[0])
    built(mue, own / "releases", files[1])
    told = argparse.Namespace(seed=7, claims=4_000, lines=6)
    found = bench("edits").compared(files[0].parent, Shelf(own), told, "outpatient")
    assert found["different"] == 0, found["examples"]
    assert found["pairs"] > 1_000
    assert found["units"] > 1_000
