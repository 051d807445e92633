"""Groups: the path is walked by the tables and not by the answer; what would change a group goes both ways."""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from claims import Little, raw_in
from made import release
from typer.testing import CliRunner

from chartproof.bill.claim import claim_of as claim_of_coding
from chartproof.cli.app import app
from chartproof.codesets.books import Books
from chartproof.formats.case import case_from_object
from chartproof.formats.claim import claim_of
from chartproof.formats.group import groups_json
from chartproof.group import Asked, groups_of
from chartproof.group.msdrg import engine, grouped
from chartproof.group.msdrg.formula import parsed
from chartproof.group.msdrg.reach import reach
from chartproof.group.msdrg.stay import stay_of
from chartproof.group.msdrg.tables import Tables
from chartproof.model.claim import Claim
from chartproof.model.group import Direction, Drg, Groups, Kind
from chartproof.model.period import Period
from chartproof.pipeline import Line

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
import groups
import stays

DAY = "2026-06-15"
#: Weights made by us: what is heavier is so, the numbers are not Medicare's.
WEIGHTS = {
    "193": "1.1",
    "291": "1.3",
    "292": "0.9",
    "293": "0.6",
    "189": "1.2",
    "194": "0.8",
    "321": "2.7",
    "322": "1.8",
}


def claim(**told: Any) -> Claim:
    """A stay of a woman of 66 who went home, with what the test says of it."""
    stay = {
        "kind": "facility",
        "bill_type": "0111",
        "born": "1960-01-01",
        "sex": "F",
        "discharge_status": "01",
    }
    return claim_of(raw_in({"on": DAY, "claim": stay | told}))


def drg(line: Line, **told: Any) -> Drg:
    """Its group, whose path agrees."""
    made = line.group(claim(**told)).ms_drg
    assert made
    assert made.agrees, (made.drg, made.reached)
    return made


def says(made: Drg, rule: str) -> str:
    return " | ".join(step.says for step in made.path if step.rule == f"msdrg.{rule}")


def weighed(line: Line, tmp_path: Path, of: Claim) -> Groups:
    """The groups of a finalised claim with our own weights."""
    columns = ("drg", "mdc", "type", "title", "weight", "gmlos", "amlos")
    rows = [(d, "", "", "", weight, "3.0", "4.0") for d, weight in sorted(WEIGHTS.items())]
    holds = Period(date(2025, 10, 1), date(2026, 9, 30))
    own = release(tmp_path, "our-weights", "MS-DRG-weights", holds, {"weights": (columns, rows)})
    day = of.day
    assert day
    return groups_of(of, Books(day, of.days, Little(line.shelf, (own,))), Asked(finalised=True))


def test_formulas_bind_and_closer_than_or() -> None:
    node = parsed("a | b & ~(c | PDX:d)")
    assert node.holds({"a", "c"})
    assert node.holds({"b"})
    assert not node.holds({"b", "PDX:d"})
    assert node.met({"b", "x"}) == {"b"}
    for wrong in ("", "a &", "(a", "a) b", "& a"):
        with pytest.raises(ValueError, match=r"."):
            parsed(wrong)


def test_a_medical_group_says_what_made_it(line: Line) -> None:
    made = drg(line, dx=["I50.21 Y", "J96.01 Y", "N17.9 Y", "I50.32 Y"])
    assert (made.drg, made.mdc, made.kind, made.severity, made.version) == (
        "291",
        "05",
        "medical",
        "MCC",
        "43.1",
    )
    assert "J96.01 (dx.2)" in says(made, "severity")
    assert "N17.9 (dx.3) is a CC" in says(made, "severity")
    assert says(made, "excluded").startswith("I50.32 (dx.4), CC, does not count: I50.21")
    rows = [leaf for step in made.path for leaf in step.leaves()]
    assert {r.release for r in rows if hasattr(r, "release")} == {"ms-drg-43.1"}


def test_a_surgical_group_names_the_procedure(line: Line) -> None:
    made = drg(line, dx=["I50.21 Y"], px=["02703DZ", "B2111ZZ"])
    assert (made.drg, made.kind) == ("322", "surgical")
    assert "02703DZ (px.1)" in says(made, "group")
    assert "B2111ZZ" not in says(made, "group")


def test_before_the_mdcs_and_beyond_them(line: Line) -> None:
    heart = drg(line, dx=["I50.22 Y"], px=["02YA0Z0"])
    assert (heart.drg, heart.severity) == ("002", "")
    assert "02YA0Z0 (px.1)" in says(heart, "pre_mdc")
    far = drg(line, dx=["J18.9 Y"], px=["0DTJ4ZZ"])
    assert far.drg == "983"
    assert "0DTJ4ZZ" in says(far, "unrelated")


def test_the_mdc_may_go_by_sex(line: Line) -> None:
    assert drg(line, dx=["A54.00 Y"]).mdc == "13"
    assert drg(line, dx=["A54.00 Y"], sex="M").mdc == "12"


def test_an_mcc_only_for_the_living(line: Line) -> None:
    lives = drg(line, dx=["I21.4 Y", "I46.9 Y"])
    died = drg(line, dx=["I50.21 Y", "I46.9 Y"], discharge_status="20")
    assert lives.severity == "MCC"
    assert died.severity == ""
    assert "leave alive" in says(died, "died")


def test_what_the_hospital_caused_does_not_count(line: Line) -> None:
    codes = ["I50.21 Y", "L89.153 N"]
    made = drg(line, dx=codes)
    assert (made.initial, made.drg) == ("291", "293")
    assert "hospital-acquired condition 04" in says(made, "hospital_acquired")
    assert drg(line, dx=["I50.21 Y", "L89.153 Y"]).drg == "291"
    unsaid = drg(line, dx=["I50.21", "L89.153"])
    assert (unsaid.drg, unsaid.kind) == ("999", "")
    assert "present on admission is not said" in unsaid.why
    assert any("present on admission" in said for said in unsaid.unsaid)
    assert "may be" in says(unsaid, "hospital_acquired")


def test_what_cannot_be_grouped_says_why(line: Line) -> None:
    for code, why in (("X99.9", "no code of the version"), ("W01.0XXA", "external cause")):
        made = drg(line, dx=[code, "I10"])
        assert made.drg == "999"
        assert why in made.why
        assert why in says(made, "ungroupable")


def test_the_path_does_not_look_at_the_answer(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    of = claim(dx=["I50.21 Y", "J96.01 Y"])
    before = line.group(of).ms_drg
    monkeypatch.setattr(grouped, "answer", lambda *_: engine.Answer("470", "08", "OK", "470"))
    after = line.group(of).ms_drg
    assert before
    assert after
    assert (after.drg, after.reached, after.agrees) == ("470", "291", False)
    assert after.path == before.path


def test_weights_and_what_if_only_when_finalised(line: Line, tmp_path: Path) -> None:
    of = claim(dx=["I50.21 Y", "J96.01 Y"])
    plain = groups_json(line.group(of))
    assert not {"weight", "what_if"} & plain.keys()
    assert "weight" not in json.dumps(plain["ms_drg"])
    made = groups_json(weighed(line, tmp_path, of))
    assert made["weight"] == "1.3"
    assert made["what_if"]


def test_without_weights_it_says_so(line: Line) -> None:
    made = line.group(claim(dx=["I50.21 Y", "J96.01 Y"]), Asked(finalised=True))
    assert made.ms_drg
    assert made.ms_drg.weight is None
    assert {w.direction for w in made.ms_drg.what_if or ()} == {Direction.OTHER}
    assert any(skip.what == "MS-DRG-weights" for skip in made.skipped)


def test_what_if_goes_both_ways(line: Line, tmp_path: Path) -> None:
    """Lower and higher stand side by side, and each says what the record must say for it."""
    made = weighed(line, tmp_path, claim(dx=["J18.9 Y", "I50.21 Y", "J44.1 Y", "N17.9 N", "Z16.11"])).ms_drg
    assert made
    assert made.what_if
    assert {w.direction for w in made.what_if} >= {Direction.LOWER, Direction.HIGHER}
    removed = [w for w in made.what_if if w.kind is Kind.REMOVED]
    assert [w.code for w in removed] == ["I50.21"]
    assert all(w.needs for w in made.what_if)
    assert all(w.drg != made.drg for w in made.what_if)
    leads = {w.code for w in made.what_if if w.kind is Kind.LED}
    assert "N17.9" not in leads, "it came after admission"
    assert "Z16.11" not in leads, "the code editor takes no such principal"


def test_no_principal_that_a_note_puts_behind_another(line: Line, tmp_path: Path) -> None:
    """Heart failure and kidney disease stand behind the hypertension that a note at them names first."""
    made = weighed(line, tmp_path, claim(dx=["I13.0 Y", "I50.23 Y", "N18.4 Y", "J44.1 Y"])).ms_drg
    assert made
    assert {w.code for w in made.what_if or () if w.kind is Kind.LED} == {"J44.1"}


def test_several_that_make_the_severity_are_removed_together(line: Line, tmp_path: Path) -> None:
    made = weighed(line, tmp_path, claim(dx=["I50.21 Y", "N17.9 Y", "E87.1 Y"])).ms_drg
    assert made
    assert made.drg == "292"
    (both,) = [w for w in made.what_if or () if w.kind is Kind.REMOVED]
    assert (both.at, both.drg, both.direction) == ("dx.2, dx.3", "293", Direction.LOWER)


CASE = {
    "id": "c1",
    "setting": "inpatient",
    "on": "2026-06-10",
    "ended": DAY,
    "discharge_status": "01",
    "patient": {"born": "1948-11-20", "sex": "F"},
    "text": (
        "DISCHARGE DIAGNOSES\n1. Systolic heart failure.\n2. Malnutrition.\n\nHOSPITAL COURSE\n"
        "She was diuresed with IV furosemide. Malnutrition: the dietitian was consulted, she lost 15 % of her "
        "weight, supplements were given.\n"
    ),
}


@pytest.fixture(scope="module")
def coded(line: Line, tmp_path_factory: pytest.TempPathFactory) -> Drg:
    """The finalised group of the case, by our own weights."""
    columns = ("drg", "mdc", "type", "title", "weight", "gmlos", "amlos")
    rows = [(d, "", "", "", weight, "3.0", "4.0") for d, weight in sorted(WEIGHTS.items())]
    holds = Period(date(2025, 10, 1), date(2026, 9, 30))
    folder = tmp_path_factory.mktemp("weights")
    own = release(folder, "our-weights", "MS-DRG-weights", holds, {"weights": (columns, rows)})
    shelf = Little(line.shelf, (own,))
    coding, _ = line.code(case_from_object(CASE))
    of, record = claim_of_coding(coding), line.record(coding)
    assert of.day
    made = groups_of(
        of, Books(of.day, of.days, shelf), Asked(finalised=True, coding=coding, record=record)
    ).ms_drg
    assert made
    return made


def test_a_case_supposes_only_what_its_record_points_at(coded: Drg) -> None:
    assert coded.drg == "292"
    supposed = {w.code: w for w in coded.what_if or () if w.kind is Kind.DOCUMENTED}
    assert supposed.keys() == {"E43"}
    severe = supposed["E43"]
    assert (severe.drg, severe.direction) == ("291", Direction.HIGHER)
    assert "severe" in severe.needs
    assert any("alnutrition" in e.words for e in severe.evidence)
    assert all(CASE["text"][e.start : e.end] == e.words for e in severe.evidence)


def test_both_directions_of_one_case(coded: Drg) -> None:
    directions = {w.direction for w in coded.what_if or ()}
    assert {Direction.LOWER, Direction.HIGHER} <= directions
    lower = next(w for w in coded.what_if or () if w.direction is Direction.LOWER)
    assert (lower.kind, lower.code, lower.drg) == (Kind.REMOVED, "E46", "293")


def test_a_record_without_questions_supposes_nothing(line: Line) -> None:
    text = "DISCHARGE DIAGNOSES\n1. Acute systolic heart failure, treated with IV furosemide.\n"
    made = line.group_case(case_from_object({**CASE, "text": text}), Asked(finalised=True)).ms_drg
    assert made
    assert not made.what_if


def test_no_stay_has_no_group(line: Line) -> None:
    office = line.group(claim_of(raw_in({"on": DAY, "claim": {"kind": "professional", "dx": ["I10"]}})))
    assert office.ms_drg is None
    assert any("stay" in skip.why for skip in office.skipped)
    early = line.group(replace(claim(dx=["I10"]), through=date(2020, 1, 1)))
    assert early.ms_drg is None
    assert any("MS-DRG" in skip.what and "2020-01-01" in skip.why for skip in early.skipped)


def test_without_a_day_it_says_which_version(line: Line) -> None:
    made = line.group(claim_of({"id": "c", "diagnoses": [{"code": "I10"}]}))
    assert made.ms_drg
    assert any(made.ms_drg.release in said for said in made.notices)


def test_each_version_by_its_day(line: Line) -> None:
    for day, version in (("2022-12-01", "40.0"), ("2025-04-01", "42.1"), ("2026-10-01", "44.0")):
        of = claim_of(
            raw_in({"on": day, "claim": {"kind": "facility", "bill_type": "0111", "dx": ["I10 Y"]}})
        )
        made = line.group(of).ms_drg
        assert made
        assert (made.version, made.agrees) == (version, True)


def test_the_command(line: Line, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert line.group(claim(dx=["I10"])).ms_drg  # the releases are made
    monkeypatch.setenv("CHARTPROOF_HOME", str(home))
    file = tmp_path / "claim.json"
    stay = {"kind": "facility", "bill_type": "0111", "dx": ["I50.21 Y", "J96.01 Y"]}
    file.write_text(json.dumps(raw_in({"on": DAY, "claim": stay})), "utf-8")
    found = CliRunner().invoke(app, ["group", str(file), "--format", "json", "--discharge-status", "01"])
    assert found.exit_code == 0, found.output
    made = json.loads(found.stdout)
    assert made["ms_drg"].keys() >= {"drg", "title", "mdc", "version", "path"}
    assert made["hcc"] is None
    assert made["apc"] is None
    assert {"HCC": "day of birth", "APC": "outpatient"}.items() <= {
        skip["system"]: next(w for w in ("day of birth", "outpatient", skip["why"]) if w in skip["why"])
        for skip in made["skipped"]
    }.items()
    text = CliRunner().invoke(app, ["group", str(file), "--finalised"])
    assert "MS-DRG 291" in text.stdout
    assert "without J96.01 (dx.2)" in text.stdout
    lines = tmp_path / "claims.jsonl"
    lines.write_text(f"{file.read_text('utf-8')}\n" * 2, "utf-8")
    several = json.loads(CliRunner().invoke(app, ["group", str(lines), "--format", "json"]).stdout)
    assert [each["ms_drg"]["drg"] for each in several["claims"]] == ["291", "291"]
    case = tmp_path / "case.json"
    case.write_text(json.dumps(CASE), "utf-8")
    told = CliRunner().invoke(app, ["group", str(case)])
    assert "MS-DRG 292" in told.stdout
    file.write_text("[1]", "utf-8")
    assert CliRunner().invoke(app, ["group", str(file)]).exit_code != 0


def test_risk_stands_beside_the_stay(line: Line) -> None:
    of = claim(dx=["I50.21 Y", "J96.01 Y"])
    plain, scored = groups_json(line.group(of)), groups_json(line.group(of, Asked(finalised=True)))
    assert plain["hcc"]["hccs"]
    assert not {"raf"} & plain.keys()
    assert scored["raf"] == scored["hcc"]["raf"]
    coded = line.group_case(case_from_object(CASE))
    assert coded.hcc
    assert coded.hcc.hccs[0].support[0].evidence


def test_a_weight_is_that_of_its_release(line: Line, tmp_path: Path) -> None:
    made = weighed(line, tmp_path, claim(dx=["I50.21 Y", "J96.01 Y"])).ms_drg
    assert made
    assert made.weight
    assert (made.weight.relative, made.weight.release) == (Decimal("1.3"), "our-weights")


@pytest.mark.oracle
def test_path_and_edits_against_the_package(line: Line) -> None:
    """Of every version; benchmarks/groups.py does the same with many more."""
    rng = random.Random(16)
    releases = list(line.shelf.of("MS-DRG"))
    made = [
        *stays.random_stays(rng, releases, 450),
        *stays.chosen_stays(rng, releases, line.shelf, 300),
    ]
    assert not groups.compare_groups(made, line.shelf)["differ"]
    edits = groups.compare_edits(made, line.shelf)
    assert not edits["differ"]
    assert len(edits["findings"]) >= 17


@pytest.mark.oracle
def test_removing_a_code_is_asked_of_the_package(line: Line) -> None:
    """What a removal leads to is what a claim without the code groups to."""
    of = claim(dx=["I50.21 Y", "J96.01 Y", "N17.9 Y"], px=["02703DZ"])
    made = line.group(of, Asked(finalised=True)).ms_drg
    assert made
    for w in made.what_if or ():
        if w.kind is Kind.REMOVED:
            kept = replace(
                of,
                diagnoses=tuple(d for d in of.diagnoses if d.at != w.at),
                procedures=tuple(p for p in of.procedures if p.at != w.at),
            )
            tables = line.shelf.look(of.days).read("MS-DRG", Tables)
            stay = stay_of(kept)
            assert stay
            assert reach(stay, tables).final.drg == w.drg
