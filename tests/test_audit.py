"""A claim against its record: every state, both directions, and the claim that the record itself makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from claims import claim_in
from typer.testing import CliRunner

from chartproof.cli.app import app
from chartproof.formats.case import case_from_object
from chartproof.model.audit import Audit, State, What
from chartproof.model.claim import Claim
from chartproof.model.record import Encounter
from chartproof.pipeline import Line

NOTE = """HISTORY OF PRESENT ILLNESS
58-year-old established patient with type 2 diabetes and hypertension, here for follow-up. Burning pain in both feet.

ASSESSMENT AND PLAN
1. Type 2 diabetes with diabetic polyneuropathy. A1c 8.1. Increase metformin to 1000 mg twice daily. Start gabapentin 300 mg at bedtime.
2. Hypertension, controlled. Continue lisinopril 20 mg.
ECG 12-lead performed and interpreted in the office: normal sinus rhythm.
"""
ON = "2026-06-15"


def record(text: str = NOTE, **more: Any) -> Encounter:
    return case_from_object({"id": "c1", "setting": "office", "on": ON, "text": text, **more})


def claim(*lines: str, dx: tuple[str, ...] = (), **more: Any) -> Claim:
    told = {"kind": "professional", "dx": list(dx), "lines": list(lines), **more}
    return claim_in({"on": ON, "claim": told})


def states(audit: Audit, what: What) -> dict[str, State]:
    return {c.code: c.state for c in audit.codes if c.what is what}


def test_every_state_of_a_diagnosis(line: Line) -> None:
    made = line.audit(claim(dx=("E11.9", "I10", "J44.9")), record())
    assert states(made, What.DIAGNOSIS) == {
        "E11.9": State.LOWER,
        "I10": State.SUPPORTED,
        "J44.9": State.NOT_SUPPORTED,
        "Z79.84": State.MISSED,
    }
    lower = next(c for c in made.codes if c.state is State.LOWER)
    assert lower.record == "E11.42"
    assert lower.proof is not None
    assert lower.proof.words()


def test_a_diagnosis_that_says_more_than_the_record(line: Line) -> None:
    made = line.audit(claim(dx=("E11.42",)), record("ASSESSMENT\n1. Type 2 diabetes. Continue metformin.\n"))
    assert states(made, What.DIAGNOSIS)["E11.42"] is State.HIGHER


HIGH_SUGAR = "ASSESSMENT\n1. Type 2 diabetes with hyperglycemia. Increase metformin.\n"
NEPHROPATHY = "ASSESSMENT\n1. Chronic kidney disease stage 3b. Repeat creatinine.\n"
KNEE = "ASSESSMENT\n1. Primary osteoarthritis of the left knee. Start naproxen.\n"
ASTHMA = "ASSESSMENT\n1. Moderate persistent asthma. Continue the inhaler.\n"
FAILURE = "ASSESSMENT\n1. Chronic systolic heart failure. Continue carvedilol.\n"


@pytest.mark.parametrize(
    ("text", "billed", "record", "state"),
    [
        (HIGH_SUGAR, "E11.62", "E11.65", State.NOT_SUPPORTED),  # a sibling, and a heading: something else
        (HIGH_SUGAR, "E11.42", "E11.65", State.NOT_SUPPORTED),
        (HIGH_SUGAR, "E11.6", "E11.65", State.LOWER),  # the heading above it
        (HIGH_SUGAR, "E11.9", "E11.65", State.LOWER),
        (HIGH_SUGAR, "E11.69", "E11.65", State.NOT_SUPPORTED),
        (NEPHROPATHY, "N18.9", "N18.32", State.LOWER),
        (NEPHROPATHY, "N18.31", "N18.32", State.LOWER),  # a lesser grade
        (NEPHROPATHY, "N18.4", "N18.32", State.HIGHER),
        (NEPHROPATHY, "N18.6", "N18.32", State.HIGHER),  # by its category of risk adjustment
        (KNEE, "M17.11", "M17.12", State.NOT_SUPPORTED),  # the other side is neither
        (KNEE, "M17.9", "M17.12", State.LOWER),
        (ASTHMA, "J45.50", "J45.40", State.HIGHER),
        (ASTHMA, "J45.30", "J45.40", State.LOWER),
        (FAILURE, "I50.23", "I50.22", State.NOT_SUPPORTED),  # risk adjustment weighs them alike
        (FAILURE, "I50.32", "I50.22", State.NOT_SUPPORTED),
    ],
)
def test_only_what_an_order_says_is_lower_or_higher(
    line: Line, text: str, billed: str, record: str, state: State
) -> None:
    made = line.audit(
        claim(dx=(billed,)), case_from_object({"id": "c1", "setting": "office", "on": ON, "text": text})
    )
    (found,) = [c for c in made.codes if c.what is What.DIAGNOSIS and c.code == billed]
    assert (found.state, found.record) == (state, record), found.says


def test_what_is_something_else_is_also_missed(line: Line) -> None:
    made = line.audit(claim(dx=("E11.42",)), record(HIGH_SUGAR))
    assert states(made, What.DIAGNOSIS)["E11.65"] is State.MISSED
    other_side = line.audit(claim(dx=("M17.11",)), record(KNEE))
    assert "M17.12" not in states(other_side, What.DIAGNOSIS)


def test_a_stay_weighs_by_its_own_table(line: Line) -> None:
    text = "FINAL DIAGNOSES\n1. Chronic systolic heart failure, treated with furosemide.\n"
    case = case_from_object(
        {"id": "c1", "setting": "inpatient", "on": ON, "ended": "2026-06-18", "text": text}
    )
    made = line.audit(claim(dx=("I50.23",), kind="facility", bill_type="0111"), case)
    (found,) = [c for c in made.codes if c.code == "I50.23" and c.what is What.DIAGNOSIS]
    assert found.state is State.HIGHER
    assert "I50.23 is an MCC" in found.says


@pytest.mark.parametrize(
    ("billed", "state"), [("99215", State.HIGHER), ("99212", State.LOWER), ("99214", State.SUPPORTED)]
)
def test_a_visit_lies_either_way(line: Line, billed: str, state: State) -> None:
    made = line.audit(claim(f"{billed} x1", dx=("E11.42", "I10")), record())
    assert states(made, What.SERVICE)[billed] is state


def test_a_visit_has_its_modifiers_at_whatever_level(line: Line) -> None:
    made = line.audit(claim("99212-24 x1", "93000 x1", dx=("E11.42", "I10")), record())
    assert states(made, What.SERVICE)["99212"] is State.LOWER
    assert states(made, What.MODIFIER)["24"] is State.NOT_SUPPORTED


def test_units_and_modifiers(line: Line) -> None:
    made = line.audit(claim("99214-24 x1", "93000 x3", dx=("E11.42",)), record())
    assert states(made, What.UNITS)["3"] is State.HIGHER
    assert states(made, What.MODIFIER)["24"] is State.NOT_SUPPORTED


def test_the_claim_a_record_makes_is_supported_whole(line: Line) -> None:
    coding, _ = line.code(record())
    lines = tuple(
        "-".join([a.value, *(m.code for m in a.modifiers)]) + f" x{a.units}" for a in coding.services
    )
    made = line.audit(claim(*lines, dx=tuple(a.value for a in coding.diagnoses)), record())
    assert {c.state for c in made.codes} == {State.SUPPORTED}
    assert {s.share for s in made.accuracy} == {1.0}


def test_both_directions_are_counted(line: Line) -> None:
    made = line.audit(claim("99215 x1", dx=("E11.9", "J44.9")), record())
    found = {c.state for c in made.codes}
    assert {State.HIGHER, State.LOWER, State.MISSED, State.NOT_SUPPORTED} <= found


def test_what_was_considered_and_not_given_says_why(line: Line) -> None:
    note = "ASSESSMENT\n1. Chest pain, possible pneumonia.\n"
    made = line.audit(claim(dx=("J18.9",)), record(note))
    found = next(c for c in made.codes if c.code == "J18.9")
    assert found.state is State.NOT_SUPPORTED
    assert "uncertain" in found.says
    assert found.proof is not None


def test_present_on_admission_and_the_principal(line: Line) -> None:
    note = "DISCHARGE SUMMARY\nAdmitted with pneumonia. FINAL DIAGNOSES: 1. Pneumonia. 2. Hypertension."
    stay = record(note, setting="inpatient", ended="2026-06-18")
    asked = claim(dx=("I10 Y", "J18.9 N"), kind="facility", bill_type="0111")
    made = line.audit(asked, stay)
    assert states(made, What.POA) == {"Y": State.SUPPORTED, "N": State.NOT_SUPPORTED}
    assert states(made, What.FIRST) == {"I10": State.NOT_SUPPORTED}


def test_the_command(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Line) -> None:
    line.shelf.releases()
    monkeypatch.setenv("CHARTPROOF_HOME", str(home))
    billed, note = tmp_path / "claim.json", tmp_path / "note.txt"
    billed.write_text(
        json.dumps(
            {
                "id": "c1",
                "claim_kind": "professional",
                "from": ON,
                "through": ON,
                "diagnoses": [{"code": "E11.9"}],
            }
        )
    )
    note.write_text(NOTE)
    found = CliRunner().invoke(app, ["audit", str(billed), str(note), "--format", "json"])
    assert found.exit_code == 0, found.output
    made = json.loads(found.stdout)
    assert made["codes"][0]["state"] == "lower"
    assert made["accuracy"]["record_over_record"]["share"] == 0.0
    text = CliRunner().invoke(app, ["audit", str(billed), str(note)])
    assert "E11.42" in text.stdout
    missing = CliRunner().invoke(app, ["audit", str(tmp_path / "no.json"), str(note)])
    assert missing.exit_code != 0
