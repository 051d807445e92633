"""Operations, anesthesia and transports: whose record it is, the tables that choose, what stays out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import chartproof.code.services
from chartproof.code.services.operations import masked, rows_of
from chartproof.formats.case import case_from_object
from chartproof.model.record import Document
from chartproof.pipeline import Line
from chartproof.terms import procedures
from chartproof.terms.hand import Hand, hand_of
from chartproof.terms.letters import joined

RELEASE = "icd10cm-2026.2"
DATA = Path(__file__).resolve().parent.parent.parent / "shared/data"


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("ANESTHESIA RECORD\nProcedure: appendectomy", Hand.ANESTHETIST),
        ("CRNA working alone. MAC for cataract surgery. ASA 2.", Hand.ANESTHETIST),
        ("Case 4\nAnesthesia start 0800, anesthesia end 0900", Hand.ANESTHETIST),
        ("OPERATIVE REPORT\nAnesthesia: general. Anesthesia time 90 minutes", Hand.SURGEON),
        ("Hand surgeon's report. Carpal tunnel opened.", Hand.SURGEON),
        ("Preoperative diagnosis: hernia\nPostoperative diagnosis: hernia", Hand.SURGEON),
        ("EMS patient care report. 911 call.", Hand.CREW),
        ("Transfer. BLS crew requested. 4 loaded miles.", Hand.CREW),
        ("ED note. Arrived by ambulance; EMS run sheet reviewed.", None),
        ("Preanesthesia visit. ASA 3, airway normal.", None),
        ("Chest CT report\nFindings: clear.", None),
        ("Office visit. Knee pain.", None),
    ],
)
def test_whose_record_it_is(text: str, hand: Hand | None) -> None:
    assert hand_of(Document("d", text)) is hand


def test_the_kind_of_a_document_tells_whose_it_is() -> None:
    assert hand_of(Document("d", "Left hand. Done.", "anesthesia record")) is Hand.ANESTHETIST
    assert hand_of(Document("d", "Left hand. Done.", "ambulance report")) is Hand.CREW


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ("laparoscopic cholecystectomy, possible open", "laparoscopic"),
        ("no cholangiogram was made. recurrent hernia", "recurrent hernia"),
        ("the hernia was not reducible", "not reducible"),
    ],
)
def test_what_tells_of_an_operation_stays(said: str, stays: str) -> None:
    low = masked(said, ())
    assert len(low) == len(said)
    assert stays in low
    assert not {"open", "cholangiogram"} & set(low.split())


def test_every_row_of_a_table_belongs_to_a_sense() -> None:
    means = {sense.means for many in procedures.senses().values() for sense in many}
    assert {row["family"] for row in procedures.figures("operations")} <= means
    assert {row["place"].split(" ")[0] for row in procedures.figures("operations")} <= {
        "",
        "sided",
        "told",
        "digit",
        "each",
    }
    for row in procedures.figures("operations"):
        assert (row["code"] == "?") == bool(row["asks"]), row
        assert row["code"] in {"?", "-"} or all(
            procedures.CODE.fullmatch(c) for c in row["code"].split("+")
        ), row


def test_an_anesthetist_names_no_operation_of_his_own(line: Line) -> None:
    told = "Procedure: total knee arthroplasty, left. ASA 2. Anesthesia start 0800, anesthesia end 0930."
    for title, wanted in (("Anesthesia record", {"01402"}), ("Operative report", {"27447"})):
        case = case_from_object(
            {"id": "c", "text": f"{title}\n{told}", "on": "2026-03-10", "setting": "outpatient"}, "c"
        )
        assert {a.value for a in line.code(case, RELEASE)[0].services} == wanted


@pytest.mark.parametrize(
    "more",
    [
        {"claim_kind": "facility"},
        {"documents": ["OPERATIVE REPORT\nProcedure: left total knee arthroplasty"]},
    ],
)
def test_an_anesthetist_bills_on_a_claim_of_his_own(more: dict[str, Any], line: Line) -> None:
    record = "Anesthesia record. Procedure: total knee arthroplasty. ASA 2. Anesthesia start 0800, anesthesia end 0930."
    texts = (record, *more.pop("documents", ()))
    case = {"id": "c", "on": "2026-03-10", "setting": "outpatient", **more}
    case["documents"] = [{"id": f"d{i}", "text": text} for i, text in enumerate(texts)]
    given = {a.value for a in line.code(case_from_object(case, "c"), RELEASE)[0].services}
    assert not any(code.startswith("0") for code in given)


def test_each_operation_of_the_table_finds_a_row() -> None:
    for family in {row["family"] for row in procedures.figures("operations")}:
        assert rows_of("operations", family)


def _numbers_of_rules() -> Iterator[str]:
    for path in Path(chartproof.code.services.__file__).parent.rglob("*.py"):
        yield from re.findall(r'"(\d{5}|[A-V]\d{4})"', path.read_text("utf-8"))


#: Numbers of rules that end before 2026.
_ENDED = {"55700"}


@pytest.mark.data
def test_every_number_in_a_rule_is_one_of_2026() -> None:
    with (DATA / "opps/addendum_b_status_through_2026-04.csv").open(encoding="utf-8") as lines:
        known = {cell.strip() for row in csv.reader(lines) for cell in row[:1]}
    with (DATA / "hcpcs/hcpcs_2025_oct_normalized.csv").open(encoding="utf-8") as lines:
        known |= {row["code"] for row in csv.DictReader(lines)}  # other payers' codes of HCPCS
    assert sorted(set(_numbers_of_rules()) - known) == sorted(_ENDED)


#: Told with a side though the schedule pays no second one: paired organs and limbs, digits, each an own site.
_SIDED_ANYWAY = {"25260", "26160", "26410", "28080", "32550", "37607", "55040"}


@pytest.mark.data
def test_sides_are_those_of_the_fee_schedule() -> None:
    """What must tell its side has one by Medicare's indicator of bilateral surgery."""
    with (DATA / "mpfs/PPRRVU2025_Oct.csv").open(encoding="latin-1") as lines:
        bilateral = {row[0]: row[19] for row in csv.reader(lines) if len(row) > 19 and not row[1].strip()}
    sided = {
        c
        for row in procedures.figures("operations")
        if row["place"] == "sided"
        for c in row["code"].split("+")
    }
    sided |= {
        s.means
        for many in procedures.senses().values()
        for s in many
        if s.part.startswith("operations_") and s.is_code and "sided" in s.marks
    }
    assert {c for c in sided if bilateral.get(c, "1") not in {"1", "3"}} - _SIDED_ANYWAY == set()


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("Left knee arthroscopy. Two portals. Surgeon's claim.", Hand.SURGEON),
        ("Anterior neck approach, C5-6. Cage and plate. Sole surgeon.", Hand.SURGEON),
        ("911 response for chest pain. IV started. Transported to the hospital.", Hand.CREW),
        ("Seen for a knee. The other surgeon's opinion differs.", None),
        ("Assessment:\nS/p hernia repair, same surgeon.\nPlan:\nReturn in two weeks.", None),
    ],
)
def test_whose_record_is_known_by_what_only_they_write(text: str, hand: Hand | None) -> None:
    assert hand_of(Document("d", text)) is hand


def test_wrapped_lines_are_joined_and_offsets_hold() -> None:
    wrapped = "I am assuming her fracture care of the fifth metatarsal: no\nmanipulation, a boot."
    assert "no manipulation" in joined(wrapped)
    assert len(joined(wrapped)) == len(wrapped)
    labels = "Procedure: open repair of the right inguinal hernia with mesh done\nAnesthesia: general"
    assert joined(labels).count("\n") == 1
    assert joined("Cut it.\nno more").count("\n") == 1
