"""The claim as a whole: the day and the place of each line, its charges, figures by payer and day, parts by the fee schedule."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from handed_in import run

from chartproof import pipeline
from chartproof.code.claim.figures import remote, rows
from chartproof.code.claim.places import place_of
from chartproof.code.claim.served import served_on
from chartproof.codesets.build.mpfs import COLUMNS
from chartproof.codesets.release import Draft, Licence, Source, write
from chartproof.codesets.shelf import Shelf
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment, Cite, Code, Coding, Fact, Step, Why
from chartproof.model.errors import InputError
from chartproof.model.period import Period
from chartproof.model.record import Encounter
from chartproof.pipeline import Line
from chartproof.rules.verify import Checker
from chartproof.terms import procedures

RELEASE = "icd10cm-2026.2"
VISIT = "Assessment/Plan:\n1. Hypertension, not at goal. Increase lisinopril to 20 mg daily.\n"


def case(text: str, **said: Any) -> Encounter:
    return case_from_object({"id": "c1", "text": text, "on": "2026-03-10", **said}, "case.json")


def coded(line: Line, text: str, **said: Any) -> Coding:
    return line.code(case(text, **said), RELEASE)[0]


def resting_on(encounter: Encounter, words: str, code: str = "99232") -> Assignment:
    document = next(d for d in encounter.documents if words in d.text)
    at = document.text.index(words)
    step = Step("test.given", "given", (document.quote(at, at + len(words)),), Cite("test", ""), "test")
    return Assignment(Code("CPT", code), None, step)


# The day.

STAY = {"setting": "inpatient", "claim_kind": "professional", "on": "2025-12-30", "ended": "2026-01-04"}


@pytest.mark.parametrize(
    ("document", "words", "day"),
    [
        ({"text": "Progress note. Pneumonia better."}, "Pneumonia", "2025-12-30"),
        ({"text": "Pneumonia.", "written": "2026-01-02T08:00:00"}, "Pneumonia", "2026-01-02"),
        ({"text": "Date of service: 1/3/2026\nPneumonia better."}, "Pneumonia", "2026-01-03"),
        ({"text": "12/31 Pneumonia better.\n1/1 Cough less."}, "Cough", "2026-01-01"),
        ({"text": "2025-12-31 Pneumonia better."}, "Pneumonia", "2025-12-31"),
        ({"text": "Seen Jan 2, 2026. Pneumonia better."}, "Pneumonia", "2026-01-02"),
        ({"text": "Film of 11/3/2025: pneumonia."}, "pneumonia", "2025-12-30"),
        (
            {"text": "Fraction 99/99 of pneumonia.", "written": "2026-02-02T08:00:00"},
            "pneumonia",
            "2025-12-30",
        ),
    ],
)
def test_a_line_of_a_stay_is_of_the_day_its_words_tell(
    document: dict[str, str], words: str, day: str
) -> None:
    encounter = case_from_object({"id": "c1", "documents": [document], **STAY}, "case.json")
    assert str(served_on(resting_on(encounter, words), encounter)) == day


def test_the_day_of_discharge_is_the_last() -> None:
    encounter = case_from_object({"id": "c1", "text": "Discharge day.", **STAY}, "case.json")
    assert str(served_on(resting_on(encounter, "Discharge", "99239"), encounter)) == "2026-01-04"


def test_without_a_day_nothing_is_taken_for_one() -> None:
    unsaid = case_from_object({"id": "c1", "text": "Pneumonia."}, "case.json")
    assert served_on(resting_on(unsaid, "Pneumonia"), unsaid) is None
    told = case_from_object({"id": "c1", "text": "DOS: 03/02/2026\nPneumonia."}, "case.json")
    assert served_on(resting_on(told, "Pneumonia"), told) == date(2026, 3, 2)


# The place.


@pytest.mark.parametrize(
    ("setting", "text", "place"),
    [
        ("office", "Follow-up visit.", "11"),
        ("office", "URGENT CARE NOTE\nCut his hand.", "20"),
        ("office", "Was seen at urgent care yesterday.", "11"),
        ("office", "Seen today.\nLocation: Rural Health Clinic", "72"),
        ("outpatient", "Hospital clinic.", "22"),
        ("outpatient", "Off-campus department of the hospital.", "19"),
        ("ed", "Seen in the ED.", "23"),
        ("asc", "Operation.", "24"),
        ("inpatient", "Rounds.", "21"),
        ("nursing", "Skilled nursing facility, day 3.", "31"),
        ("nursing", "Nursing home visit.", "32"),
        ("nursing", "Rounds.", None),
        ("home", "Seen at home.", "12"),
        ("home", "Assisted living, seen in her room.", "13"),
        ("hospice", "Seen.", "34"),
        ("telehealth", "Video visit, patient at home.", "10"),
        ("telehealth", "Video visit, patient location: clinic in Salem.", "02"),
        ("telehealth", "Video visit.", None),
    ],
)
def test_the_place_of_a_professional_s_line(setting: str, text: str, place: str | None) -> None:
    assert place_of(case(text, setting=setting, claim_kind="professional")) == place


def test_a_facility_s_line_has_no_place() -> None:
    assert place_of(case("Seen.", setting="ed", claim_kind="facility")) is None


def test_medicare_wanted_the_place_as_if_in_person() -> None:
    said = {"setting": "telehealth", "payer": {"kind": "medicare"}}
    at_home = "Video visit, patient at home."
    assert place_of(case(at_home, on="2022-05-01", **said)) == "11"
    assert place_of(case(at_home, on="2024-05-01", **said)) == "10"


@pytest.mark.data
def test_every_place_is_one_of_cms() -> None:
    with (SHARED / "data/code_lists/pos_codes_2024-06.csv").open(encoding="utf-8") as lines:
        known = {row[0].strip().zfill(2) for row in csv.reader(lines) if row}
    assert {row["place"] for row in rows("places")} | {"02", "10"} <= known


# Figures of telehealth.


def test_telehealth_by_payer_and_day() -> None:
    def modifier(payer: str, how: str, day: str) -> str | None:
        row = remote(payer, how, date.fromisoformat(day))
        return row.modifier if row else None

    assert modifier("medicare", "video", "2019-05-01") == ""
    assert modifier("medicare", "video", "2021-05-01") == "95"
    assert modifier("medicare", "video", "2024-01-01") == ""
    assert modifier("medicare", "audio", "2024-01-01") == "93"
    assert modifier("other", "video", "2026-05-01") == "95"
    assert modifier("other", "audio", "2021-12-31") is None


def test_no_two_rows_of_telehealth_hold_on_one_day() -> None:
    table = rows("telehealth")
    assert all(row["source"] for row in table)
    for day in (date(y, m, 1) for y in range(2018, 2027) for m in (1, 3, 12)):
        for payer, how in {(r["payer"], r["how"]) for r in table}:
            holding = [
                r
                for r in table
                if (r["payer"], r["how"]) == (payer, how)
                and date.fromisoformat(r["first"]) <= day
                and (not r["last"] or day <= date.fromisoformat(r["last"]))
            ]
            assert len(holding) <= 1


# Charges.

CHARGES = [
    {"code": "99214", "units": 2, "charge": "210.5", "served": "2026-03-10"},
    {"code": "93000", "revenue": "0730"},
    {"revenue": "0450"},
]


def test_each_charge_is_answered(line: Line) -> None:
    coding = coded(line, VISIT + "Rapid strep done in office today, negative.", charges=CHARGES)
    made = answer(coding, {})
    by_code = {c["code"]: c for c in made["codes"] if c["role"] == "service"}
    assert by_code["99214"]["charge"] == {"at": "charges.0", "revenue": None, "charge": "210.50"}
    assert (by_code["99214"]["served"], by_code["99214"]["place"]) == ("2026-03-10", "11")
    assert "charge" not in by_code["87880"]
    (unsupported,) = [r for r in coding.rejected if r.why is Why.UNSUPPORTED]
    assert unsupported.code.value == "93000"
    assert unsupported.proof.grounds == (Fact("charges.1", "93000"),)
    told = [n for n in coding.notices if n.startswith(("99214", "87880"))]
    assert told == [
        "99214: the record supports 1 units, charges.0 has 2",
        "87880: the record supports it and no charge was entered",
    ]


def test_a_charge_of_another_day_answers_to_no_line(line: Line) -> None:
    coding = coded(line, VISIT, charges=[{"code": "99214", "served": "2026-03-09"}])
    assert all(a.charge is None for a in coding.services)
    assert [r.code.value for r in coding.rejected if r.why is Why.UNSUPPORTED] == ["99214"]


def test_what_was_only_planned_is_rejected_once(line: Line) -> None:
    coding = coded(line, VISIT + "Plan: order TSH next week.", charges=[{"code": "84443"}])
    assert [r.why for r in coding.rejected if r.code.value == "84443"] == [Why.PLANNED]


def test_charges_of_a_stay_of_a_hospital_are_left_alone(line: Line) -> None:
    coding = coded(line, VISIT, setting="inpatient", charges=CHARGES)
    assert [r for r in coding.rejected if r.why is Why.UNSUPPORTED] == []


def test_without_charges_nothing_is_told_of_them(line: Line) -> None:
    assert [n for n in coded(line, VISIT).notices if "charge" in n] == []


@pytest.mark.parametrize(
    ("charge", "place"),
    [
        ({}, "charges.0.code"),
        ({"code": "9921"}, "charges.0.code"),
        ({"code": "99214", "units": 0}, "charges.0.units"),
        ({"code": "99214", "units": "many"}, "charges.0.units"),
        ({"code": "99214", "charge": "a lot"}, "charges.0.charge"),
        ({"code": "99214", "served": "yesterday"}, "charges.0.served"),
        ("99214", "charges.0"),
    ],
)
def test_a_charge_that_cannot_be_read(charge: object, place: str) -> None:
    with pytest.raises(InputError) as wrong:
        case(VISIT, charges=[charge])
    assert wrong.value.place == place


def test_an_answer_with_another_day_fails_to_verify(line: Line) -> None:
    encounter = case(VISIT)
    coding, terminology = line.code(encounter, RELEASE)
    made = json.loads(json.dumps(answer(coding, pipeline.releases(terminology, coding))))
    checker = Checker(encounter, terminology.books, pipeline.authorities(), line.has_row)
    assert list(checker.failures(made, made)) == []
    changed = json.loads(json.dumps(made))
    next(c for c in changed["codes"] if c["role"] == "service")["place"] = "22"
    assert [f.at for f in checker.failures(changed, made)] == ["line"]


# Parts of a service, by the fee schedule of the day.

FILM = "EXAM: X-ray left ankle, 3 views\nFINDINGS: No fracture.\nTECHNIQUE: Three views."


@pytest.mark.parametrize(("indicator", "carried"), [("1", ["26"]), ("2", []), ("3", [])])
def test_the_fee_schedule_says_what_has_parts(own: Path, indicator: str, carried: list[str]) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"code": "73610", "status": "A", "pc_tc": indicator}
    write(
        Draft(
            name="mpfs-2026.1",
            system="MPFS",
            version="2026.1",
            holds=Period(date(2026, 1, 1), date(2026, 12, 31)),
            clock="service",
            licence=Licence("ours", redistributable=True, notice="invented"),
            sources=(Source("file", "0" * 64),),
            tables={"relative_values": (COLUMNS, [tuple(row.values())])},
            counted="relative_values",
        ),
        own / "releases",
    )
    (made,) = [
        a
        for a in coded(Line(Shelf(own)), FILM, setting="outpatient").services
        if a.proof.rule.startswith("services.")
    ]
    parts = [m.code for m in made.modifiers if m.code == "26"]
    assert (made.value, parts) == ("73610", carried)
    assert [m.code for m in made.withheld] == ([] if carried else ["26"])


@pytest.mark.data
def test_our_parts_are_those_of_the_fee_schedule() -> None:
    """Each indicator of ours stands in the published file beside its code."""
    with (SHARED / "data/mpfs/PPRRVU2025_Oct.csv").open(encoding="latin-1") as lines:
        published = {
            row[0]: {cell.strip() for cell in row[10:16]}
            for row in csv.reader(lines)
            if len(row) > 16 and not row[1]
        }
    for row in procedures.figures("components"):
        assert row["pc_tc"] in published[row["code"]], row


def test_charges_as_a_person_sees_them(home: Path, line: Line, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    charges = [{"code": "99214"}, {"code": "93000"}]
    path.write_text(json.dumps({"id": "c1", "text": VISIT, "on": "2026-06-10", "charges": charges}))
    line.shelf.releases()
    ran = run(home, "code", str(path), "--brief")
    assert "points to I10; place 11; charges.0;" in ran.stdout
    assert "unsupported: charges.1 is 93000; claim.charged" in ran.stdout
    shown = run(home, "explain", str(path), "93000")
    assert "93000  : not coded, unsupported" in shown.stdout
