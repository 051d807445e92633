"""Procedures, services and supplies: the lexicon, the lines of claims, their modifiers, what is asked instead."""

from __future__ import annotations

import csv
import json
import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from handed_in import run
from hypothesis import given, settings
from hypothesis import strategies as st

from chartproof import pipeline
from chartproof.code.services.rules.lines.therapy_units import _units
from chartproof.code.services.sizes import code_of
from chartproof.codesets.build.notices import AMA_NOTICE
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment, Coding, Why
from chartproof.model.record import Evidence
from chartproof.pipeline import Line
from chartproof.rules.cases import read_cases
from chartproof.rules.core import Rule
from chartproof.rules.verify import Checker
from chartproof.terms import procedures

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from services import as_billed, charts, wrong

RULES = pipeline.service_rules()
RELEASE = "icd10cm-2026.2"
CHARTS = Path(__file__).parent / "charts/services"
DATA = Path(__file__).resolve().parent.parent.parent / "shared/data"


def coded(case: dict[str, Any], line: Line) -> Coding:
    """A case of a rule, coded."""
    said: dict[str, Any] = {"id": "c1", "text": case["note"], "on": case.get("on", "2026-03-10")}
    said |= {key: case[key] for key in ("setting", "claim_kind", "ended", "history") if key in case}
    said["payer"] = {"kind": case.get("payer")}
    said["patient"] = {"born": case.get("born"), "sex": case.get("sex")}
    return line.code(case_from_object(said, "case"), RELEASE)[0]


def services(coding: Coding) -> list[Assignment]:
    return [a for a in coding.services if a.proof.rule.startswith("services.")]


def made_by(rule: Rule, coding: Coding) -> list[str]:
    """What a rule made: its lines with their own modifiers, or the lines it changed with its modifiers."""
    found = []
    for a in services(coding):
        own = [m.code for m in a.modifiers if m.proof.rule == rule.id]
        units = f" x{a.units}" if a.units > 1 else ""
        if ".lines." in rule.id and a.proof.rule == rule.id:
            found.append("-".join((a.value, *own)) + units)
        elif ".modifiers." in rule.id and own:
            found.append("-".join((a.value, *own)))
    return found


def withheld_by(rule: Rule, coding: Coding) -> list[str]:
    """The modifiers that a rule keeps off their lines: `20610-22`."""
    found = [f"{a.value}-{m.code}" for a in services(coding) for m in a.withheld if m.proof.rule == rule.id]
    return sorted(found)


def asked_by(rule: Rule, coding: Coding) -> bool:
    return any(q.rule == rule.id for q in coding.queries)


@pytest.mark.parametrize(
    ("rule", "case"), [pytest.param(r, c, id=f"{r.id}: {c['case']}") for r in RULES for c in read_cases(r)]
)
def test_case(rule: Rule, case: dict[str, Any], line: Line) -> None:
    coding = coded(case, line)
    if "outside" in case:
        assert made_by(rule, coding) == []
        assert not rule.holds.covers(date.fromisoformat(case["on"]))
        return
    wanted = [w for w in case["gives"].split("; ") if w not in {"none", "asks"}]
    changed = rule.id.endswith("screening_procedure") and wanted and wanted[0].startswith("G")
    made = [a.value for a in services(coding)] if changed else made_by(rule, coding)
    assert sorted(made) == sorted(wanted)
    assert asked_by(rule, coding) == case["gives"].endswith("asks")
    assert withheld_by(rule, coding) == sorted(w for w in case.get("withholds", "").split("; ") if w)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_fires_and_stays_quiet(rule: Rule) -> None:
    cases = read_cases(rule)
    assert any(not c.get("gives", "none").startswith("none") for c in cases)
    assert any(c.get("gives", "").startswith("none") for c in cases)
    assert any("outside" in c for c in cases)


# The lexicon.

TABLES = ("anesthesia", "blood", "casts", "choices", "components", "contrasts", "counts", "covers", "dialysis", "dislocations", "dressings", "drugs", "endoscopies", "fractures", "growths", "included", "joints", "leg_arteries", "operations", "prostate_biopsies", "questions", "radiation_deliveries", "scans", "sessions", "short", "sites", "sizes", "specimens", "therapies", "ultrasounds", "vaccines", "waived", "x_rays")  # fmt: skip


def test_the_lexicon_is_well_written() -> None:
    assert len(procedures.senses()) >= 1_500
    assert len(procedures.codes()) >= 600
    families = {row["family"] for name in ("choices", "counts") for row in procedures.figures(name)}
    families |= {row["scope"] for row in procedures.figures("endoscopies")}
    for phrase, many in procedures.senses().items():
        assert phrase == " ".join(phrase.lower().split()), phrase
        for sense in many:
            sense.holds(("", "", ""), None, None, None)  # a context that is none raises
            assert sense.marks <= {
                "sided",
                "told",
                "digit",
                "eyelid",
                "repeats",
                "counted",
                "reported",
                "therapist",
                "timed",
                "deed",
                "GP",
                "GO",
                "GN",
                "each foot",
            }, phrase
    assert {row["family"] for row in procedures.figures("questions")} <= families


def test_every_family_of_the_lexicon_is_read() -> None:
    """What a sense means is a code, a row of a table, or a name that a rule asks for."""
    code = Path(pipeline.__file__).parent / "code"
    asked = "".join(path.read_text("utf-8") for path in code.rglob("*.py"))
    rows = {cell for name in TABLES for row in procedures.figures(name) for cell in row.values()}
    families = {
        s.means
        for many in procedures.senses().values()
        for s in many
        if not (s.is_code or s.work.value in {"drug", "vaccine"})
    }
    unread = {f for f in families - rows if f'"{f}"' not in asked and not f.endswith(" dressing")}
    assert unread == set()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_figures_is_read(name: str) -> None:
    assert procedures.figures(name)


def test_sizes_leave_no_gap() -> None:
    kinds = {(r["family"], r["class"], r["group"]) for r in procedures.figures("sizes")}
    for family, kind, group in kinds:
        rows = [
            r
            for r in procedures.figures("sizes")
            if (r["family"], r["class"], r["group"]) == (family, kind, group)
        ]
        limits = [Decimal(r["up_to_cm"]) for r in rows if r["up_to_cm"]]
        assert limits == sorted(limits)
        assert rows[-1]["up_to_cm"] == "" or kind == "complex"
        assert code_of(family, kind, group, Decimal("0.1")) == rows[0]["code"]


@pytest.mark.data
def test_every_code_is_one_of_2026() -> None:
    """Every number of the lexicon stands in Medicare's list of codes for hospital outpatients, undeleted."""
    with (DATA / "opps/addendum_b_status_through_2026-04.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    flat = {
        cell.strip(): row
        for row in rows
        for cell in row
        if re.fullmatch(r"\d{4}[0-9A-Z]|[A-Z]\d{4}", cell.strip())
    }
    assert len(flat) > 10_000
    gone = {code for code, row in flat.items() if "D" in {c.strip() for c in row[1:4]}}
    assert sorted(procedures.codes() - (flat.keys() - gone)) == []


@pytest.mark.data
def test_the_units_of_drugs_are_those_of_hcpcs() -> None:
    """The amount of a unit is the one the published long descriptor names."""
    titles = {}
    with (DATA / "hcpcs/hcpcs_2025_oct_normalized.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            titles[next(iter(row.values()))] = " ".join(row.values()).lower()
    for row in procedures.figures("drugs"):
        title = titles[row["code"]].replace(",", "").replace("microgram", "mcg")
        amount = row["amount"].rstrip("0").rstrip(".") if "." in row["amount"] else row["amount"]
        if (
            row["code"] not in {"J0702", "J7620", "J7644", "J7030", "J7040", "J7050", "J7120"}
            and row["unit"] != "dose"
        ):
            assert re.search(rf"(?<![\d.]){re.escape(amount)} ?{row['unit'][:3]}", title), (row, title[:120])


def test_phrases_are_what_notes_say() -> None:
    """Short, in small letters, without the marks of a descriptor: semicolons, brackets, "each", "unspecified"."""
    told = [
        phrase
        for phrase in procedures.senses()
        if len(phrase.split()) > 8 or re.search(r"[;()]|, each|unspecified", phrase)
    ]
    assert told == []


# What a line is.

NOTE = (
    "HPI: Cut his left forearm today. History of colonoscopy in 2019.\n"
    "Procedure: laceration repair. The 4.5 cm laceration of the left forearm was closed with nylon sutures. "
    "Tdap 0.5 mL IM given.\n"
    "Assessment:\n1. Laceration of left forearm.\n2. Plantar warts; cryotherapy discussed.\n"
    "Plan: schedule colonoscopy. Order TSH. X-ray of the left knee, 3 views, next week.\n"
)


def test_a_line_ends_in_words_and_points_at_a_diagnosis(line: Line) -> None:
    coding = coded({"note": NOTE, "born": "1990-01-01"}, line)
    made = services(coding)
    assert {a.value for a in made} == {"12002", "90471", "90715"}
    diagnoses = {a.value for a in coding.diagnoses}
    for a in made:
        assert all(isinstance(e, Evidence) for e in a.proof.words())
        assert a.title is None or a.code.system == "HCPCS"
        assert a.pointers
        assert set(a.pointers) <= diagnoses
        assert a.units >= 1
        assert a.confidence is None
    assert AMA_NOTICE in coding.notices


def test_what_was_only_ordered_is_rejected_with_its_words(line: Line) -> None:
    rejected = [r for r in coded({"note": NOTE}, line).rejected if r.code.system == "CPT"]
    assert [(r.code.value, r.why) for r in rejected] == [("84443", Why.PLANNED)]
    assert rejected[0].proof.words()[0].words == "TSH"


def test_no_cpt_leaves_cpt_out(home: Path, line: Line) -> None:
    without = Line(line.shelf, cpt=False)
    coding = coded({"note": "Toradol 30 mg IM given today for back pain."}, without)
    assert [(a.code.system, a.value) for a in services(coding)] == [("HCPCS", "J1885")]
    assert AMA_NOTICE not in coding.notices
    assert ("CPT", "left out as asked") in [(s.what, s.why) for s in coding.skipped]


def test_an_inpatient_claim_of_a_hospital_has_no_lines(line: Line) -> None:
    assert services(coded({"note": NOTE, "setting": "inpatient"}, line)) == []


def test_lines_are_verified(line: Line) -> None:
    case = case_from_object({"id": "c", "text": NOTE, "on": "2026-03-10"}, "case")
    coding, terminology = line.code(case, RELEASE)
    made = json.loads(json.dumps(answer(coding, pipeline.releases(terminology, coding))))
    checker = Checker(case, terminology.books, pipeline.authorities(), line.has_row)
    assert list(checker.failures(made, made)) == []
    service = next(c for c in made["codes"] if c["role"] == "service")
    changed = json.loads(json.dumps(made))
    next(c for c in changed["codes"] if c["code"] == service["code"])["units"] = 9
    assert [f.at for f in checker.failures(changed, made)] == ["line"]


@pytest.mark.parametrize(
    "said",
    [
        "Plan: {} next week.",
        "He declined {}.",
        "History of {} in 2015.",
        "Past surgical history: {}.",
        "Will schedule {}.",
        "{} was discussed and deferred.",
        "Family history: mother had {}.",
    ],
)
@pytest.mark.parametrize(
    "act",
    [
        "right knee injection",
        "colonoscopy",
        "EGD",
        "vasectomy",
        "skin tag removal",
        "excision of nevus",
        "Tdap",
    ],
)
def test_what_was_not_done_here_makes_no_line(said: str, act: str, line: Line) -> None:
    coding = coded({"note": said.format(act)}, line)
    assert services(coding) == []
    assert [q for q in coding.queries if q.rule.startswith("services.")] == []


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 120), min_size=1))
@settings(deadline=None)
def test_timed_units_never_exceed_the_total(minutes: dict[str, int]) -> None:
    units = _units(minutes, total=True)
    total = sum(minutes.values())
    assert sum(units.values()) == (total + 7) // 15
    assert all(u >= 0 for u in units.values())


def test_lines_as_a_person_sees_them(home: Path, line: Line, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(
        "Procedure: right knee injection performed with 40 mg of Kenalog. Primary osteoarthritis of right knee.\n"
    )
    line.shelf.releases()
    ran = run(home, "code", str(note), "--on", "2026-06-10", "--brief")
    assert "20610-RT" in ran.stdout
    assert "J3301 x4" in ran.stdout
    shown = run(home, "explain", str(note), "20610", "--on", "2026-06-10")
    assert "services.lines.joint_injection" in shown.stdout
    assert "modifier RT" in shown.stdout
    without = run(home, "code", str(note), "--on", "2026-06-10", "--brief", "--no-cpt")
    assert "20610" not in without.stdout


# The charts, set without sight of the engine.

NOT_YET = (
    frozenset((CHARTS / "not_yet.txt").read_text("utf-8").split())
    if (CHARTS / "not_yet.txt").exists()
    else frozenset()
)
SEEN = [one for path in sorted(CHARTS.glob("*.yml")) for one in charts(path)]


@pytest.mark.parametrize("one", SEEN, ids=lambda one: one["id"])
def test_a_chart(one: dict[str, Any], line: Line) -> None:
    """`not_yet.txt` names those that don't come right."""
    given_ = services(line.code(case_from_object({"id": one["id"], **one["case"]}, one["id"]), RELEASE)[0])
    assert bool(wrong(one, given_)) == (one["id"] in NOT_YET), wrong(one, given_)


@pytest.mark.parametrize("one", [o for o in SEEN if o.get("em") is False], ids=lambda one: one["id"])
def test_a_record_without_an_evaluation_has_no_visit(one: dict[str, Any], line: Line) -> None:
    """A study read, a thing handed out, what staff or a therapist gave, a procedure alone: no visit beside it."""
    coding = line.code(case_from_object({"id": one["id"], **one["case"]}, one["id"]), RELEASE)[0]
    assert [a.value for a in coding.services if not a.proof.rule.startswith("services.")] == []


def test_a_line_is_written_one_way() -> None:
    assert as_billed("20610", 2, ["RT", "59"]) == "20610-59-RT x2"
