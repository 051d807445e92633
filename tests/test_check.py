"""Every edit has cases beside it, and every case holds; reports, fixes and long files."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from claims import Little, claim_in, embedded, raw_in, shelf_of
from typer.testing import CliRunner

from chartproof import pipeline
from chartproof.check.fixing import fixed
from chartproof.check.report import report
from chartproof.cli.app import app
from chartproof.cli.check_lines import one_by_one, run_lines
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.release import Release
from chartproof.formats.claim import claim_of, report_json
from chartproof.formats.claim_change import changed
from chartproof.model.claim import Claim
from chartproof.model.errors import InputError
from chartproof.model.finding import Change, Op, Severity
from chartproof.model.period import Days
from chartproof.model.report import Report
from chartproof.pipeline import Line
from chartproof.rules.cases import read_cases
from chartproof.rules.core import Rule

RULES = pipeline.check_rules()
#: A claim that two edits of the embedded releases find something on.
CLAIM = raw_in(
    {
        "on": "2026-06-15",
        "claim": {
            "kind": "professional",
            "dx": ["E11.62", "I10"],
            "lines": ["99213 x1 @11 $120.00 >A,B"],
            "providers": [{"role": "rendering", "npi": "1234567839"}],
        },
    }
)


def cases() -> list[Any]:
    return [pytest.param(r, c, id=f"{r.id}: {c['case']}") for r in RULES for c in read_cases(r)]


@pytest.mark.parametrize(("rule", "case"), cases())
def test_case(rule: Rule, case: dict[str, Any], home: Path, tmp_path: Path) -> None:
    claim = claim_in(case)
    if "outside" in case:
        assert claim.day is not None
        assert not any(r.holds.covers(claim.day) for r in RULES if r.id == rule.id)
        return
    shelf = shelf_of(case, embedded(home), tmp_path)
    day = claim.day
    assert day is not None
    books = Books(day, claim.days, shelf)
    made = report(claim, books, tuple(r for r in RULES if r.id == rule.id))
    if "skipped" in case:
        assert any(case["skipped"] in skip.why for skip in made.skipped), made.skipped
    else:
        assert not made.skipped, made.skipped
    found = [f.at for f in made.findings]
    if "expect" in case:
        assert sorted(found) == sorted(case["expect"]), [(f.at, f.says) for f in made.findings]
    if "severity" in case:
        assert {f.severity for f in made.findings} == {Severity(case["severity"])}
    if "says" in case:
        assert any(case["says"] in f.says for f in made.findings), [f.says for f in made.findings]
    if "clears" in case:
        assert any(case["clears"] in (f.clears or "") for f in made.findings)
    if "fixed" in case:
        raw = raw_in(case)
        changes = [c for f in made.findings for fix in f.fixes[:1] for c in fix.changes]
        assert changed(raw, changes) == raw_in({**case, "claim": case["fixed"]})


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_cases_say_enough(rule: Rule) -> None:
    """One that finds, one that finds nothing, one outside its days."""
    own = read_cases(rule)
    assert any(c.get("expect") for c in own), "never finds"
    assert any(c.get("expect") == [] for c in own), "never stays quiet"
    assert any("outside" in c for c in own), "no day outside its period"
    assert all("expect" in c or "outside" in c or "skipped" in c for c in own)


def test_order_of_edits_decides_nothing(line: Line) -> None:
    claim, books = claim_of(CLAIM), line.shelf.look(claim_of(CLAIM).days)
    once = report(claim, books, RULES)
    turned = list(RULES)
    random.Random(1).shuffle(turned)
    again = report(claim, books, tuple(turned))
    assert once.findings == again.findings
    assert sorted(once.ran) == sorted(again.ran)


def test_every_edit_ran_or_says_why(line: Line) -> None:
    made = line.check(claim_of(CLAIM))
    assert {*made.ran, *(skip.what for skip in made.skipped)} == {r.id for r in RULES}


def test_report_is_what_the_contract_prints(line: Line) -> None:
    made = report_json(line.check(claim_of(CLAIM)))
    assert set(made) == {"id", "findings", "ran", "skipped"}
    for finding in made["findings"]:
        assert set(finding) >= {"rule", "at", "says", "severity", "cite", "release", "fixes", "clears"}
        assert finding["severity"] in {"reject", "return", "deny", "risk"}


def test_a_diagnosis_that_goes_leaves_pointers_right() -> None:
    raw = {
        "id": "c1",
        "diagnoses": [{"code": "I10"}, {"code": "E11.9"}, {"code": "J44.9"}],
        "lines": [
            {"number": 1, "code": "99213", "pointers": ["A", "C"]},
            {"number": 2, "pointers": [2, 3, "I10"]},
        ],
        "own": {"kept": True},
    }
    made = changed(raw, [Change(Op.REMOVE, "dx.1"), Change(Op.FIRST, "dx.3")])
    assert [d["code"] for d in made["diagnoses"]] == ["J44.9", "E11.9"]
    assert [line["pointers"] for line in made["lines"]] == [["A"], [2, 1]]
    assert made["own"] == {"kept": True}
    assert raw["diagnoses"][0] == {"code": "I10"}


@pytest.mark.parametrize("at", ["dx.4", "line.9.units", "nothing", "dx.1.poa.more"])
def test_a_place_that_is_none_is_said(at: str) -> None:
    raw = {"diagnoses": [{"code": "I10", "poa": "Y"}], "lines": []}
    with pytest.raises(InputError):
        changed(raw, [Change(Op.SET, at, "1")])


def test_fixes_are_made_until_none_is_left(line: Line) -> None:
    made = fixed(CLAIM, line.check)
    assert all(not (fix.safe and fix.changes) for f in made.report.findings for fix in f.fixes)
    again = fixed(made.raw, line.check)
    assert again.raw == made.raw
    assert not again.made


def test_a_long_file_is_answered_line_by_line(line: Line, tmp_path: Path) -> None:
    file, out = tmp_path / "claims.jsonl", tmp_path / "out.jsonl"
    rows = [json.dumps({**CLAIM, "id": f"c{n}"}) for n in range(5)]
    file.write_text("\n".join([*rows[:2], "{not json", '{"id": "x"}', *rows[2:]]), "utf-8")
    wrong, stopped = run_lines(file, out, one_by_one(line.check, brief=True), brief=True)
    answers = [json.loads(text) for text in out.read_text("utf-8").splitlines()]
    assert (wrong, stopped, len(answers)) == (2, 5, 7)
    assert [a["id"] for a in answers] == ["c0", "c1", None, "x", "c2", "c3", "c4"]


def test_a_stopped_run_goes_on(line: Line, tmp_path: Path) -> None:
    file, out = tmp_path / "claims.jsonl", tmp_path / "out.jsonl"
    file.write_text("\n".join(json.dumps({**CLAIM, "id": f"c{n}"}) for n in range(6)), "utf-8")
    run_lines(file, out, one_by_one(line.check, brief=True), brief=True)
    whole = out.read_bytes()
    part = tmp_path / "out.jsonl.part"
    part.write_bytes(whole[: len(whole) * 2 // 3])  # stopped in the middle of an answer
    seen: list[str] = []

    def check(claim: Claim) -> Report:
        seen.append(claim.id)
        return line.check(claim)

    wrong, stopped = run_lines(file, out, one_by_one(check, brief=True), brief=True)
    assert out.read_bytes() == whole
    assert (wrong, stopped) == (0, 6)
    assert seen in (["c4", "c5"], ["c3", "c4", "c5"])


def test_the_command_ends_as_the_contract_says(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTPROOF_HOME", str(home))
    file = tmp_path / "claim.json"
    file.write_text(json.dumps(CLAIM), "utf-8")
    found = CliRunner().invoke(app, ["check", str(file), "--format", "json"])
    assert found.exit_code == 1
    assert json.loads(found.stdout)["claims"][0]["findings"]
    text = CliRunner().invoke(app, ["check", str(file)])
    assert text.exit_code == 1
    assert "what would clear it" in text.stdout
    clean = {**CLAIM, "diagnoses": [{"code": "I10"}], "providers": [{"role": "billing", "npi": "1234567893"}]}
    clean["lines"] = [{**clean["lines"][0], "pointers": ["A"]}]
    clean["patient"] = {"born": "1959-04-02", "sex": "F"}
    file.write_text(json.dumps(clean), "utf-8")
    assert "reject" not in CliRunner().invoke(app, ["check", str(file)]).stdout


@pytest.mark.parametrize(
    ("told", "at", "rule"),
    [
        ({"dx": ["E11.62 Y"]}, "dx.1", "mce.invalid_diagnosis"),
        ({"dx": ["I10 Y", "J18.9 Y", "I10 Y"]}, "dx.3", "mce.duplicate_of_principal"),
        ({"dx": ["I10 Y", "J18.9 Y", "J18.9 Y"]}, "dx.3", "conventions.duplicate"),
        ({"dx": ["Z68.41", "E66.01 Y"]}, "dx.1", "mce.unacceptable_principal"),
        ({"px": ["0DTJ4Z 2026-06-15"]}, "px.1", "mce.invalid_procedure"),
        ({"discharge_status": "99"}, "claim.discharge_status", "mce.invalid_discharge_status"),
        ({"discharge_status": None}, "claim.discharge_status", "mce.invalid_discharge_status"),
        ({"born": None}, "patient.born", "mce.invalid_age"),
        ({"born": "1890-01-01"}, "patient.born", "mce.invalid_age"),
    ],
)
def test_one_fault_of_a_stay_is_found_once(line: Line, told: dict[str, Any], at: str, rule: str) -> None:
    stay = {"kind": "facility", "bill_type": "0111", "born": "1960-01-01", "sex": "F", "dx": ["I10 Y"]}
    made = stay | {"discharge_status": "01"} | told
    claim = {"on": "2026-06-15", "claim": {key: value for key, value in made.items() if value is not None}}
    assert [f.rule for f in line.check(claim_in(claim)).findings if f.at == at] == [rule]


class WithoutEditor(Little):
    """A shelf without the release of Medicare's code editor."""

    def by_clock(self, days: Days | None, system: str) -> Release:
        """None of the editor, else that of the shelf."""
        if system == "MCE":
            raise NoReleaseCoversError("no release of MCE is at hand")
        return super().by_clock(days, system)


def test_without_the_editor_the_others_speak(line: Line) -> None:
    told = {
        "kind": "facility",
        "bill_type": "0111",
        "dx": ["E11.62 Y", "I10 Y", "E11.62 Y"],
        "px": ["0DTJ4Z"],
    }
    claim = claim_in({"on": "2026-06-15", "claim": told})
    assert claim.day
    books = Books(claim.day, claim.days, WithoutEditor(line.shelf, ()))
    found = {(f.rule, f.at) for f in report(claim, books, pipeline.check_rules()).findings}
    assert found >= {
        ("conventions.diagnosis_valid", "dx.1"),
        ("conventions.duplicate", "dx.3"),
        ("form.element_shape", "px.1"),
        ("form.discharge_status_missing", "claim.discharge_status"),
        ("form.patient_birth", "patient.born"),
    }
    assert not any(rule.startswith("mce.") for rule, _ in found)
