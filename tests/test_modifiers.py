"""Modifiers by the published tables: indicators and global days of the fee schedule, pairs of codes; their order."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from typing import Any

import pytest
from conftest import SHARED
from made import PAIRS, release
from published import built

from chartproof import pipeline
from chartproof.codesets.build import mpfs
from chartproof.codesets.shelf import Shelf
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment, Coding
from chartproof.model.period import Period
from chartproof.pipeline import Line
from chartproof.rules.verify import Checker
from chartproof.terms.globals import surgery_of
from chartproof.terms.modifiers import BY_FEE_SCHEDULE, BY_PAIRS, place_of

DATA = SHARED / "data"
RELEASE = "icd10cm-2026.2"
PROFESSIONAL = {"setting": "inpatient", "claim_kind": "professional"}


def history(code: str, served: str, *modifiers: str, kind: str = "professional") -> dict[str, Any]:
    line = {"code": code, "system": "CPT", "served": served, "modifiers": list(modifiers)}
    return {"history": [{"id": "h1", "claim_kind": kind, "lines": [line]}]}


def coded(line: Line, note: str, on: str = "2025-11-10", **more: Any) -> Coding:
    return line.code(case_from_object({"id": "c1", "text": note, "on": on, **more}, "case"), RELEASE)[0]


def lines(coding: Coding) -> list[Assignment]:
    return [a for a in coding.services if a.proof.rule.startswith("services.")]


def billed(coding: Coding) -> list[str]:
    """Each line with its modifiers, in their order."""
    return ["-".join((a.value, *(m.code for m in a.modifiers))) for a in lines(coding)]


def withheld(coding: Coding) -> list[str]:
    return [f"{a.value}-{m.code}" for a in lines(coding) for m in a.withheld]


@pytest.fixture(scope="module")
def schedule(tmp_path_factory: pytest.TempPathFactory, line: Line) -> Line:
    """A line over the embedded book and the published fee schedule of October 2025."""
    root = tmp_path_factory.mktemp("schedule")
    line.shelf.releases()
    (root / "releases").mkdir()
    (root / "releases" / RELEASE).symlink_to(line.shelf.standing / RELEASE)
    built(mpfs, root / "releases", DATA / "mpfs/PPRRVU2025_Oct.csv")
    return Line(Shelf(root))


OPERATION = "OPERATIVE REPORT\nProcedure: {} performed. {}\n"
#: What is done, what else is said, who sends it; the lines, and the modifiers kept off.
TOLD: list[tuple[str, dict[str, Any], list[str], list[str]]] = [
    (OPERATION.format("bilateral total knee arthroplasty", ""), PROFESSIONAL, ["27447-50"], []),
    (
        OPERATION.format("right total hip arthroplasty", "I served as the assistant surgeon."),
        PROFESSIONAL,
        ["27130-80-RT"],
        [],
    ),
    (
        OPERATION.format("right carpal tunnel release", "I served as the assistant surgeon."),
        PROFESSIONAL,
        ["64721-RT"],
        ["64721-80"],
    ),
    (
        OPERATION.format(
            "right knee arthroscopy with medial meniscectomy", "I assisted the surgeon. J. Poe, PA-C"
        ),
        PROFESSIONAL,
        ["29881-RT"],
        ["29881-AS"],
    ),
    (
        OPERATION.format(
            "right knee arthroscopy with medial meniscectomy",
            "I assisted the surgeon; an assistant was required for the deformity. J. Poe, PA-C",
        ),
        PROFESSIONAL,
        ["29881-AS-RT"],
        [],
    ),
    (OPERATION.format("laparoscopic appendectomy", "Co-surgeon: B. Doe."), PROFESSIONAL, ["44970-62"], []),
    (
        OPERATION.format("right carpal tunnel release", "Co-surgeon: B. Doe."),
        PROFESSIONAL,
        ["64721-RT"],
        ["64721-62"],
    ),
    (
        OPERATION.format("right total hip arthroplasty", "Co-surgeon: B. Doe."),
        PROFESSIONAL,
        ["27130-RT"],
        ["27130-62"],
    ),
    (
        OPERATION.format("right total hip arthroplasty", "Co-surgeon: B. Doe, needed for the exposure."),
        PROFESSIONAL,
        ["27130-62-RT"],
        [],
    ),
    (
        OPERATION.format("laparoscopic appendectomy", "Done by a team of several surgeons."),
        PROFESSIONAL,
        ["44970"],
        ["44970-66"],
    ),
    (
        "Procedure: impacted cerumen removed from both ears with a curette.",
        {"payer": {"kind": "medicare"}},
        ["69210"],
        ["69210-50"],
    ),
    (
        "Procedure: right knee injection performed today; unrelated to the hernia.",
        history("49505", "2025-10-20"),
        ["20610-79-RT"],
        [],
    ),
    (
        "Procedure: right knee injection performed today.",
        history("49505", "2025-10-20"),
        ["20610-RT"],
        ["20610-79"],
    ),
    ("Procedure: right knee injection performed today.", history("49505", "2025-07-20"), ["20610-RT"], []),
    ("Procedure: right knee injection performed today.", history("20610", "2025-11-03"), ["20610-RT"], []),
    (
        "Procedure: right knee injection performed today.",
        history("49505", "2025-10-20", kind="facility"),
        ["20610-RT"],
        [],
    ),
    (
        OPERATION.format("cataract extraction with lens of the left eye", ""),
        {"setting": "outpatient", **history("66984", "2025-10-20", "RT")},
        ["66984-79-LT"],
        [],
    ),
    (
        OPERATION.format("right carpal tunnel release", "Left carpal tunnel release performed."),
        {**PROFESSIONAL, "payer": {"kind": "commercial"}},
        ["64721-50"],
        [],
    ),
    (
        OPERATION.format(
            "right carpal tunnel release", "Right knee arthroscopy with medial meniscectomy performed."
        ),
        {**PROFESSIONAL, "payer": {"kind": "commercial"}},
        ["64721-51-RT", "29881-RT"],
        [],
    ),
    (
        "Procedure: right knee injection performed. Postoperative care will be provided by Dr. Roe.",
        {},
        ["20610-RT"],
        ["20610-54"],
    ),
]


@pytest.mark.data
@pytest.mark.parametrize(
    ("note", "more", "given", "kept_off"), TOLD, ids=[f"{i}: {t[2][0]}" for i, t in enumerate(TOLD)]
)
def test_by_the_fee_schedule(
    note: str, more: dict[str, Any], given: list[str], kept_off: list[str], schedule: Line
) -> None:
    coding = coded(schedule, note, **more)
    assert billed(coding) == given
    assert withheld(coding) == kept_off
    assert all(m.says and m.proof.words() for a in lines(coding) for m in a.withheld)
    assert [s.what for s in coding.skipped if s.what == "MPFS"] == []


@pytest.mark.data
def test_a_proof_by_the_fee_schedule_is_verified_and_names_it(schedule: Line) -> None:
    case = case_from_object(
        {"id": "c1", "on": "2025-11-10", "text": OPERATION.format("bilateral total knee arthroplasty", "")}
        | PROFESSIONAL,
        "case",
    )
    coding, terminology = schedule.code(case, RELEASE)
    releases = pipeline.releases(terminology, coding)
    assert releases["MPFS"]["release"] == "mpfs-2025.4"
    made = answer(coding, releases)
    checker = Checker(case, terminology.books, pipeline.authorities(), schedule.has_row)
    assert list(checker.failures(made, made)) == []
    assert not schedule.has_row("mpfs-2025.4", "relative_values", "00000")


@pytest.mark.data
def test_the_fields_of_a_code(schedule: Line) -> None:
    books = schedule.terminology(date(2025, 11, 10), RELEASE).books
    knee = surgery_of("27447", books)
    assert knee is not None
    assert (knee.days, knee.bilateral, knee.assistant, knee.co_surgeons, knee.team) == (
        90,
        "1",
        "2",
        "1",
        "0",
    )
    assert surgery_of("27447", books, date(2024, 1, 2)) is None
    assert surgery_of("00000", books) is None


def test_without_a_fee_schedule_the_answer_says_so(line: Line) -> None:
    coding = coded(line, OPERATION.format("bilateral total knee arthroplasty", ""), **PROFESSIONAL)
    assert billed(coding) == ["27447-50"]
    why = next(s.why for s in coding.skipped if s.what == "MPFS")
    assert why.startswith("modifiers 50 stand by the record alone: none on the shelf covers 2025-11-10")
    none = coded(line, OPERATION.format("right total knee arthroplasty", ""), **PROFESSIONAL)
    assert [s for s in none.skipped if s.what == "MPFS"] == []


POLYPS = (
    "Procedure: colonoscopy to the cecum. A polyp of the ascending colon was removed by cold snare. "
    "A polyp of the rectum was removed with cold forceps."
)


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory, line: Line) -> Line:
    """A line over the embedded book and the published pairs of a few codes, as of a day in 2024."""
    ours = {"45385", "45380", "20610", "20552", "12032", "11403", "12001", "11719", "11720"}
    with gzip.open(DATA / "ncci/ncci_ptp_practitioner_2024Q3.csv.gz", "rt", encoding="utf-8") as rows:
        kept = [row for row in csv.reader(rows) if ours.issuperset(row[:2])]
    root = tmp_path_factory.mktemp("paired")
    line.shelf.releases()
    (root / "releases").mkdir()
    (root / "releases" / RELEASE).symlink_to(line.shelf.standing / RELEASE)
    found = sorted((r[0], r[1], "", "", r[3], "") for r in kept if not r[2].strip("* "))
    holds = Period(date(2024, 7, 1), date(2024, 9, 30))
    release(root / "releases", "pairs-1", "NCCI-PTP-practitioner", holds, {"pairs": (PAIRS, found)})
    return Line(Shelf(root))


@pytest.mark.data
@pytest.mark.parametrize(("payer", "modifier"), [("commercial", "59"), ("medicare", "XS")])
def test_a_pair_that_a_modifier_separates(payer: str, modifier: str, paired: Line) -> None:
    coding = coded(paired, POLYPS, on="2024-08-15", payer={"kind": payer})
    assert billed(coding) == ["45385", f"45380-{modifier}"]
    assert [s for s in coding.skipped if s.what.startswith("NCCI")] == []


@pytest.mark.data
def test_a_pair_at_one_site_is_not_separated(paired: Line) -> None:
    note = (
        "Procedure: right knee injection performed. Trigger point injection of the right trapezius performed."
    )
    coding = coded(paired, note, on="2024-08-15")
    assert withheld(coding) == ["20552-59"]
    later = coded(paired, note.replace("trapezius", "trapezius at a separate session"), on="2024-08-15")
    assert "20552-59" in billed(later)


def test_modifiers_stand_in_one_order() -> None:
    told = ["RT", "59", "50", "LT", "22", "26", "79", "GC", "54", "XS"]
    assert sorted(told, key=place_of) == ["26", "54", "50", "22", "79", "59", "XS", "GC", "LT", "RT"]
    assert not BY_FEE_SCHEDULE & BY_PAIRS


def test_the_record_alone_orders_a_line(line: Line) -> None:
    note = "Unrelated to her hernia, within its global period. Procedure: right knee injection performed."
    assert billed(coded(line, note)) == ["20610-79-RT"]


def test_no_modifier_is_both_given_and_withheld(line: Line) -> None:
    for case in (POLYPS, OPERATION.format("bilateral total knee arthroplasty", "Second procedure.")):
        for a in lines(coded(line, case, payer={"kind": "commercial"})):
            assert not {m.code for m in a.modifiers} & {m.code for m in a.withheld}


# Visits.

FRACTURE = (
    "X-ray left wrist, 3 views, obtained today: distal radius fracture.\n"
    "Assessment/Plan:\n1. Closed fracture of the left distal radius. Closed reduction of the left distal radius "
    "fracture with manipulation performed.\n"
)
COUGH = "Cough for 3 days.\nAssessment/Plan:\n1. Acute bronchitis. Benzonatate prescribed.\n"


def visited(line: Line, note: str, **more: Any) -> tuple[list[str], list[str]]:
    """The modifiers of the visit, and those kept off it."""
    case = case_from_object({"id": "c1", "text": note, "on": "2025-11-10", **more}, "case")
    level = line.visit(case, RELEASE)[0]
    return [m.code for m in level.modifiers], [m.code for m in level.withheld]


@pytest.mark.data
def test_the_visit_that_decided_a_major_operation_of_the_claim(schedule: Line) -> None:
    assert visited(schedule, FRACTURE) == (["57"], [])
    assert visited(schedule, "Here for his scheduled procedure.\n" + FRACTURE)[0] == []


@pytest.mark.data
@pytest.mark.parametrize(
    ("note", "served", "wanted"),
    [
        ("Unrelated to his knee. " + COUGH, "2025-10-10", (["24"], [])),
        (COUGH, "2025-10-10", ([], ["24"])),
        (COUGH, "2025-08-11", ([], [])),
    ],
)
def test_a_visit_within_a_global_period_of_an_earlier_claim(
    note: str, served: str, wanted: tuple[list[str], list[str]], schedule: Line
) -> None:
    assert visited(schedule, note, **history("27447", served, "RT")) == wanted


@pytest.mark.data
def test_the_last_day_of_a_global_period(schedule: Line) -> None:
    """Ninety days after an operation of the 1st of October are past on the 31st of December."""
    for day, kept_off in (("2025-12-30", ["24"]), ("2025-12-31", [])):
        case = {"id": "c1", "text": COUGH, "on": day, **history("27447", "2025-10-01")}
        level = schedule.visit(case_from_object(case, "case"), RELEASE)[0]
        assert [m.code for m in level.withheld] == kept_off
