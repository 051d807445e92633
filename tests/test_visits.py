"""Levels of visits: every criterion has cases beside it; levels, times, what lies above and below; vignettes."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handed_in import run

from chartproof import pipeline
from chartproof.code.em.figures import ladder, preventive_code, prolonged
from chartproof.code.em.transition import second_business_day
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.formats.level import level_json
from chartproof.formats.points import read_points
from chartproof.model.errors import InputError
from chartproof.model.visit import Element, Extent, Family, Level, word_of
from chartproof.pipeline import Line
from chartproof.rules.cases import read_cases
from chartproof.rules.core import Rule

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from visits import vignettes, wrong

RULES = pipeline.visit_rules()
CHARTS = Path(__file__).parent / "charts/em"
RELEASE = "icd10cm-2026.2"
_KEYS = ("setting", "claim_kind", "ended", "new_or_established", "history")


def leveled(case: dict[str, Any], line: Line) -> Level:
    """A case of a rule, leveled."""
    said: dict[str, Any] = {"id": "c1", "text": case["note"], "on": case["on"]}
    said |= {key: case[key] for key in _KEYS if key in case}
    said["payer"] = {"kind": case.get("payer")}
    said["patient"] = {"born": case.get("born"), "sex": case.get("sex")}
    return line.visit(case_from_object(said, "case"), RELEASE)[0]


def counted_by(rule: Rule, level: Level) -> set[str]:
    """What a rule counted on a visit, or put beside it."""
    found = set()
    for w in level.elements:
        for c in (*w.counted, *w.beside):
            if c.proof.rule == rule.id:
                found.add(word_of(c.kind, Element.RISK) if isinstance(c.kind, Extent) else c.kind.value)
    return found | {s.code for s in (*level.also, *level.modifiers) if s.proof.rule == rule.id}


@pytest.mark.parametrize(
    ("rule", "case"), [pytest.param(r, c, id=f"{r.id}: {c['case']}") for r in RULES for c in read_cases(r)]
)
def test_case(rule: Rule, case: dict[str, Any], line: Line) -> None:
    level = leveled(case, line)
    found = counted_by(rule, level)
    assert [s.code for s in level.withheld if s.proof.rule == rule.id] == case.get("withholds", "").split()
    if "outside" in case:
        assert not found
        assert not rule.holds.covers(date.fromisoformat(case["on"]))
    else:
        assert found == (set() if case["counts"] == "none" else {case["counts"]})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_criterion_fires_and_stays_quiet(rule: Rule) -> None:
    cases = read_cases(rule)
    assert any(c.get("counts", "none") != "none" or "withholds" in c for c in cases)
    assert any(c.get("counts") == "none" and "withholds" not in c for c in cases)
    assert any("outside" in c for c in cases)


VIGNETTES = vignettes(CHARTS / "vignettes.yml")
NOT_YET = frozenset((CHARTS / "not_yet.txt").read_text("utf-8").split())


@pytest.mark.parametrize("one", VIGNETTES, ids=lambda one: one["id"])
def test_a_vignette(one: dict[str, Any], line: Line) -> None:
    """As set by auditors without sight of the engine; `not_yet.txt` names those that don't come right."""
    level = line.visit(case_from_object({"id": one["id"], **one["case"]}, one["id"]), RELEASE)[0]
    faults = wrong(one, level)
    assert bool(faults) == (one["id"] in NOT_YET), faults
    assert all(w.evidence for w in level.elements)
    assert level.code is None or (level.proof and level.proof.words())


def test_an_element_without_words_is_not_shown(line: Line) -> None:
    level = leveled({"note": "Seen today.", "on": "2026-03-10"}, line)
    assert level.code is None
    assert level.elements == ()
    assert "neither" in level.says


def test_the_higher_route_wins_and_names_the_other(line: Line) -> None:
    note = (
        "Total time today 42 minutes.\nAssessment/Plan:\n1. Hypertension, at goal. Continue lisinopril 10 mg."
    )
    level = leveled({"note": note, "on": "2026-03-10"}, line)
    assert (level.code, level.by) == ("99215", "time")
    assert "99213 by decision making" in level.next_down


def test_what_lies_above_and_below(line: Line) -> None:
    note = "Assessment/Plan:\n1. Hypertension, not at goal. Increase lisinopril to 20 mg daily."
    level = leveled({"note": note, "on": "2026-03-10"}, line)
    assert level.code == "99214"
    assert level.next_up.startswith("99215: 2 more")
    assert "99213 if either" in level.next_down
    assert "40 minutes (no time documented)" in level.next_up


def test_each_ladder_climbs() -> None:
    for family, patient in (
        ("office", "new"),
        ("hospital", "initial"),
        ("nursing facility", "subsequent"),
        ("home", "new"),
    ):
        rungs = ladder(family, patient, date(2026, 3, 1))
        assert [r.extent for r in rungs] == sorted(r.extent for r in rungs)
        minutes = [r.minutes for r in rungs if r.minutes]
        assert minutes == sorted(minutes)
        assert len(rungs) >= 3


def test_figures_change_with_the_day() -> None:
    at = {
        d.year: ladder("nursing facility", "initial", d)[-1].minutes
        for d in (date(2023, 6, 1), date(2024, 6, 1))
    }
    assert at == {2023: 45, 2024: 50}
    assert ladder("hospital", "initial", date(2022, 6, 1)) == ()


def test_prolonged_services_begin_beyond_their_level() -> None:
    for row in prolonged():
        assert row.minutes > 0
        assert row.each == 15
        assert row.payer in {"medicare", "other"}


def test_preventive_visits_by_age() -> None:
    assert [preventive_code("new", age) for age in (0, 1, 12, 40, 65)] == [
        "99381",
        "99382",
        "99384",
        "99386",
        "99387",
    ]


def test_two_business_days_pass_over_the_weekend() -> None:
    assert second_business_day(date(2026, 3, 6)) == date(2026, 3, 10)  # a Friday to a Tuesday


def test_the_json_of_a_visit(line: Line) -> None:
    note = "Assessment/Plan:\n1. Hypertension, not at goal. Increase lisinopril to 20 mg daily."
    case = case_from_object({"id": "v1", "text": note, "on": "2026-03-10"}, "case")
    made = level_json(line.visit(case, RELEASE)[0], case)
    assert {"family", "level", "code", "by", "elements", "next_up", "next_down"} <= made.keys()
    for element in made["elements"].values():
        for e in element["evidence"]:
            assert note[e["start"] : e["end"]] == e["words"]


NOTE = "Assessment/Plan:\n1. Hypertension <b>, not at goal. Increase lisinopril to 20 mg daily.\n"


def test_em_as_a_person_runs_it(home: Path, line: Line, tmp_path: Path) -> None:
    note, sheet = tmp_path / "note.txt", tmp_path / "sheet.html"
    note.write_text(NOTE)
    line.shelf.releases()
    ran = run(home, "em", str(note), "--on", "2026-06-10", "--payer", "medicare", "--sheet", str(sheet))
    assert ran.returncode == 0
    assert ran.stdout.startswith("99214  office, established; moderate decision making")
    assert "“lisinopril”" in ran.stdout
    page = sheet.read_text("utf-8")
    assert "<q>lisinopril</q>" in page
    assert "<b>," not in page


def test_em_refuses_an_unknown_payer(home: Path, line: Line, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE)
    line.shelf.releases()
    ran = run(home, "em", str(note), "--payer", "aunt")
    assert ran.returncode == 2
    assert "use one of: medicare, medicaid, commercial" in ran.stderr


def test_a_visit_that_is_a_part_of_the_procedure_is_no_line(line: Line) -> None:
    note = (
        "Assessment/Plan:\n1. Impacted cerumen, right ear. Cerumen removed with a curette, tolerated well.\n"
    )
    case = case_from_object({"id": "v1", "text": note, "on": "2026-03-10"}, "case")
    coding = line.code(case, RELEASE)[0]
    assert [a.value for a in coding.services] == ["69210"]
    rejected = [r for r in coding.rejected if r.code.system == "CPT"]
    assert [(r.code.value[:3], r.why.value) for r in rejected] == [("992", "integral")]
    assert rejected[0].proof.words()
    more = note + "2. Hypertension, not at goal. Increase lisinopril to 20 mg.\n"
    case = case_from_object({"id": "v1", "text": more, "on": "2026-03-10"}, "case")
    coding = line.code(case, RELEASE)[0]
    assert [(a.value, [m.code for m in a.modifiers]) for a in coding.services] == [
        ("99214", ["25"]),
        ("69210", ["RT"]),
    ]


def test_an_operative_report_alone_tells_of_no_visit(line: Line) -> None:
    note = "OPERATIVE REPORT\nPreoperative diagnosis: acute appendicitis.\nProcedure: laparoscopic appendectomy performed.\n"
    level = leveled({"note": note, "on": "2026-03-10", "setting": "inpatient"}, line)
    assert level.code is None


CRITERIA = """
name: Invented General, emergency
first: 2026-01-01
last: 2026-12-31
least: [1, 11, 26, 46, 71]
points:
  - {says: triage, words: [triage], points: 5}
  - {says: nurse reassessment, words: [reassess], points: 5, each: true, most: 4}
  - {says: monitor, words: [monitor], points: 10}
"""
NURSES = "Triage done. Three reassessments. No monitor.\n"


def test_a_hospital_s_own_criteria_level_its_emergency_visits(home: Path, line: Line, tmp_path: Path) -> None:
    case, criteria = tmp_path / "case.txt", tmp_path / "points.yml"
    case.write_text(NURSES)
    criteria.write_text(CRITERIA)
    line.shelf.releases()
    told = ("--on", "2026-06-10", "--setting", "ed", "--claim-kind", "facility")
    ran = run(home, "em", str(case), *told, "--points", str(criteria))
    assert ran.stdout.startswith("99282  facility ed; 20 points by Invented General")
    without = run(home, "em", str(case), *told)
    assert without.stdout.startswith("no level")
    late = run(home, "em", str(case), "--on", "2026-09-10", *told[2:], "--points", str(criteria))
    assert late.returncode == 0


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("least: [1, 2]", "five whole numbers"),
        ("least: [5, 4, 3, 2, 1]", "five whole numbers"),
        ("least: [1, 11, 26, 46, 71]\npoints: [{says: x}]", "each row needs"),
        ("- a\n- b", "table of keys"),
        ("{", "not YAML"),
    ],
)
def test_criteria_that_cannot_be_read(wrong: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "points.yml"
    path.write_text(wrong if wrong[0] in "-{" else f"first: 2026-01-01\n{wrong}\n")
    with pytest.raises(InputError, match=says):
        read_points(path)


BANDS = "Policy: 1-10 level 1; 11-25 level 2; 26-45 level 3; 46-70 level 4; above 70 level 5."
UPPER = "Policy: level 1 up to 10 points, level 2 to 25, level 3 to 45, level 4 to 70, level 5 above."


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (f"{BANDS}\nChart: triage 5; two reassessments 10; monitor 15.", "99283"),
        (f"{UPPER}\nTotal 46.", "99284"),
        (f"{UPPER}\nType B department. Total 46.", "99284"),
        (f"{BANDS}\nChart: triage 5; monitor 15.\nTotal 60.", None),
        (f"{BANDS}\nTriage and a monitor.", None),
        ("Policy: 1-10 level 1; above 70 level 5.\nTotal 46.", None),
    ],
)
def test_criteria_quoted_in_the_record_itself(said: str, code: str | None, line: Line) -> None:
    case = {"id": "w1", "text": said, "on": "2026-03-10", "setting": "ed", "claim_kind": "facility"}
    level = line.visit(case_from_object(case, "case"), RELEASE)[0]
    assert (level.code, level.by) == (code, "points" if code else None)


def test_a_department_that_closes_bills_medicare_by_other_codes(line: Line) -> None:
    case = {"id": "w1", "text": f"{UPPER}\nType B department. Total 46.", "on": "2026-03-10", "setting": "ed"}
    case |= {"claim_kind": "facility", "payer": {"kind": "medicare"}}  # type: ignore[dict-item]
    assert line.visit(case_from_object(case, "case"), RELEASE)[0].code == "G0383"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (
            "Total 70 minutes. The remaining 35 minutes, apart from the intubation: pressors.\nAssessment: septic shock.",
            "99291",
        ),
        (
            "Total 70 minutes. The remaining 35 minutes, apart from the splint: teaching.\nAssessment: wrist sprain.",
            "99282",
        ),
        ("Total 70 minutes.\nAssessment: septic shock.", "99282"),
    ],
)
def test_minutes_left_beside_procedures_are_critical_care_where_life_is_in_danger(
    said: str, code: str, line: Line
) -> None:
    level = leveled({"note": said, "on": "2026-03-10", "setting": "ed"}, line)
    assert level.code == code


def test_preventive_work_without_a_problem_is_a_preventive_visit(line: Line) -> None:
    work = (
        "Diet and exercise counseling, depression screening, immunizations reviewed, colon screening current."
    )
    told = {"note": work, "on": "2026-03-10", "born": "1970-01-01"}
    assert leveled(told, line).code == "99396"
    problem = work + "\nAssessment:\n1. Hypertension, not at goal. Increase lisinopril to 20 mg."
    assert leveled(told | {"note": problem}, line).code == "99214"


@pytest.mark.parametrize(
    ("note", "setting", "code"),
    [
        ("Alzheimer's dementia. A/P: Alzheimer's dementia, stable. Continue donepezil 10 mg.", "nursing", "99308"),
        ("Newborn H&P. Term male. Plan: routine newborn care.", "inpatient", "99460"),
        ("Newborn progress note. Feeding well. Routine newborn care.", "inpatient", "99462"),
        ("Routine OB visit at 28 weeks.\nA/P: Routine prenatal care.", "office", None),
        ("H&P\nCC: cough\nA/P: Pneumonia. Admit to medicine, ceftriaxone 1 g.", "inpatient", "99222"),
        ("Video visit, consent obtained.\nA/P: Major depression, not improved. Sertraline 100 mg.", "telehealth", "99214"),
        ("A/P: Allergic contact dermatitis. OTC hydrocortisone.", "office", "99213"),
    ],
)  # fmt: skip
def test_what_an_auditor_would_say(note: str, setting: str, code: str | None, line: Line) -> None:
    case = {"id": "a1", "text": note, "on": "2026-03-10", "setting": setting, "claim_kind": "professional"}
    level = line.visit(case_from_object(case, "case"), RELEASE)[0]
    assert level.code == code
    assert all(m.code != "25" for m in level.modifiers)


@pytest.mark.parametrize(
    ("setting", "note", "on", "code"),
    [
        ("observation", "Observation discharge. Stable, home.", "2022-06-01", "99217"),
        ("observation", "Observation discharge. Stable, home.", "2023-06-01", "99238"),
        (
            "telehealth",
            "Video visit.\nA/P: Hypertension, stable. Continue lisinopril 10 mg.",
            "2024-06-03",
            "99213",
        ),
        (
            "telehealth",
            "Video visit.\nA/P: Hypertension, stable. Continue lisinopril 10 mg.",
            "2025-06-03",
            "98005",
        ),
    ],
)
def test_codes_of_their_days(setting: str, note: str, on: str, code: str, line: Line) -> None:
    case = {"id": "a1", "text": note, "on": on, "setting": setting, "claim_kind": "professional"}
    case |= {"payer": {"kind": "commercial"}}  # type: ignore[dict-item]
    assert line.visit(case_from_object(case, "case"), RELEASE)[0].code == code


def test_a_title_comes_from_the_users_own_file(tmp_path: Path) -> None:
    """CPT's titles are null until the user's licensed file is on the shelf; then the visit's is printed."""
    home, note = tmp_path / "home", tmp_path / "note.txt"
    note.write_text(
        "Assessment/Plan:\n1. Hypertension, not at goal. Increase lisinopril to 20 mg daily.\n", "utf-8"
    )
    before = json.loads(run(home, "em", str(note), "--on", "2026-06-10", "--format", "json").stdout)
    assert (before["code"], before["title"]) == ("99214", None)
    (tmp_path / "LONGULT.txt").write_text("Notice\n\n99214\tInvented title of a visit\n", "utf-8")
    added = run(home, "books", "add", str(tmp_path / "LONGULT.txt"), "--version", "2026")
    assert added.returncode == 0, added.stderr
    after = json.loads(run(home, "em", str(note), "--on", "2026-06-10", "--format", "json").stdout)
    assert after["title"] == "Invented title of a visit"
    coded = json.loads(run(home, "code", str(note), "--on", "2026-06-10", "--format", "json").stdout)
    assert [c["title"] for c in coded["codes"] if c["code"] == "99214"] == ["Invented title of a visit"]


@pytest.mark.parametrize("one", vignettes(CHARTS / "vignettes.yml"), ids=lambda one: one["id"])
def test_both_ways_are_told_alike(one: dict[str, Any], line: Line) -> None:
    """Whatever the family, with a level or without: what the next one lacks, and what an audit could take."""
    level = line.visit(case_from_object({"id": one["id"], **one["case"]}, one["id"]), RELEASE)[0]
    assert level.next_up
    assert level.next_down


def test_both_ways_stand_on_the_line_of_a_visit(line: Line) -> None:
    note = "HPI: sore throat for two days. Exam: red throat. A/P: acute pharyngitis, salt water, return if worse."
    case = {"id": "c", "on": "2026-03-10", "setting": "office", "text": note}
    coding, terminology = line.code(case_from_object(case, "c"), RELEASE)
    made = answer(coding, pipeline.releases(terminology, coding))
    (visit,) = [c for c in made["codes"] if c["role"] == "service"]
    assert visit["next_up"]
    assert visit["next_down"]


def test_a_reading_of_a_test_is_no_visit(line: Line) -> None:
    note = "CT HEAD WITHOUT CONTRAST\nHISTORY: fall.\nTECHNIQUE: axial.\nFINDINGS: no bleed.\nIMPRESSION: normal.\n"
    case = {"id": "c", "on": "2026-03-10", "setting": "ed", "text": note}
    level = line.visit(case_from_object(case, "c"), RELEASE)[0]
    assert (level.code, level.family) == (None, Family.UNSEEN)
    assert "evaluation of the patient by the author" in level.next_up
    assert level.next_down == "nothing is claimed"
