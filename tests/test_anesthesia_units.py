"""Base units of anesthesia from CMS's file, and what a line of anesthesia is counted by. Every number of the files is invented."""

from __future__ import annotations

import json
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from handed_in import run
from published import drafts, rows, text, workbook

from chartproof.codesets.build import anesthesia_base, gpci
from chartproof.codesets.shelf import Shelf
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.errors import InputError
from chartproof.pipeline import Line, releases
from chartproof.terms.anesthesia import time_units

FILE = "2026 Anesthesia Base Units by CPT Code,\nInvented,\nCode,2026 Base Unit\n1402,7\n790,6\n1961,9\n1967,4\n1968,2\n"
NOTE = """ANESTHESIA RECORD
Procedure: Left total knee arthroplasty for osteoarthritis.
{who} ASA 2. General anesthesia.
Anesthesia start 07:05, end 08:50.
"""
ALONE = "Anesthesiologist, personally performed."


def test_a_csv_without_its_leading_zeros(tmp_path: Path) -> None:
    (draft,) = drafts(anesthesia_base, text(tmp_path / "2026_Anesthesia_Base_Units.csv", FILE))
    assert (draft.name, str(draft.holds)) == ("anesthesia-base-units-2026", "2026-01-01 to 2026-12-31")
    assert [tuple(r.values()) for r in rows(draft, "base_units")][:2] == [("00790", "6"), ("01402", "7")]


def test_a_workbook_in_an_archive_whose_name_says_the_year(tmp_path: Path) -> None:
    table = [
        ["Anesthesia base units", None, None],
        ["CPT Code", "Base Units", "Description"],
        ["01402", 7.0, "invented"],
        ["Note: invented", None, None],
    ]
    inside = workbook(tmp_path / "anes base units cpt code.xlsx", table)
    archive = tmp_path / "2026-anesthesia-base-units-cpt-code.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(inside, inside.name)
    (draft,) = drafts(anesthesia_base, archive)
    assert draft.version == "2026"
    assert [tuple(r.values()) for r in rows(draft, "base_units")] == [("01402", "7")]
    assert drafts(gpci, archive) == []


def test_what_is_no_number_is_told_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 4: 'seven' is no number of base units"):
        drafts(
            anesthesia_base, text(tmp_path / "2026_anesthesia_base_units.csv", FILE.replace(",7", ",seven"))
        )


@pytest.mark.parametrize(("minutes", "units"), [(105, "7.0"), (58, "3.9"), (1, "0.1"), (50, "3.3")])
def test_time_goes_to_a_tenth(minutes: int, units: str) -> None:
    assert time_units(minutes) == Decimal(units)


def line_of(line: Line, note: str, payer: str) -> tuple[dict[str, Any], list[str]]:
    """The line of anesthesia of a note, as programs read it, and the systems that were skipped."""
    case = {"id": "c", "on": "2026-06-02", "setting": "outpatient", "payer": {"kind": payer}, "text": note}
    coding, terminology = line.code(case_from_object(case, "case"), "icd10cm-2026.2")
    made = json.loads(json.dumps(answer(coding, releases(terminology, coding))))
    (found,) = [c for c in made["codes"] if c["code"] == "01402"]
    return found, [s.get("system") for s in made["skipped"]]


def test_without_a_table_the_time_stands_alone(line: Line) -> None:
    found, skipped = line_of(line, NOTE.format(who=ALONE), "commercial")
    assert found["anesthesia"] == {"base_units": None, "time_units": "7.0", "units": None}
    assert "anesthesia-base-units" in skipped


def test_a_line_has_its_base_and_time_units(line: Line, home: Path, tmp_path: Path) -> None:
    line.shelf.releases()
    shelf = tmp_path / "shelf"
    shutil.copytree(home, shelf)
    added = run(shelf, "books", "add", str(text(tmp_path / "2026_anesthesia_base_units.csv", FILE)))
    assert "anesthesia-base-units-2026" in added.stdout, added.stderr
    found, skipped = line_of(Line(Shelf(shelf)), NOTE.format(who=ALONE), "commercial")
    assert found["units"] == 105
    assert found["anesthesia"] == {"base_units": 7, "time_units": "7.0", "units": "14.0"}
    assert "anesthesia-base-units-2026" in json.dumps(found["proof"])
    assert "anesthesia-base-units" not in skipped
    note = tmp_path / "note.txt"
    note.write_text(NOTE.format(who=ALONE), "utf-8")
    shown = run(shelf, "code", str(note), "--on", "2026-06-02", "--brief")
    assert "(7 base + 7.0 time = 14.0 units)" in shown.stdout


def test_supervision_of_many_rooms_is_three_units_for_medicare(line: Line) -> None:
    who = "Anesthesiologist supervising six concurrent rooms with CRNAs, present at induction."
    found, _ = line_of(line, NOTE.format(who=who), "medicare")
    assert found["anesthesia"] == {"base_units": 3, "time_units": "1", "units": "4"}
    found, _ = line_of(line, NOTE.format(who=who), "commercial")
    assert found["anesthesia"] == {"base_units": None, "time_units": "7.0", "units": None}


def test_labor_and_the_cesarean_it_ended_in(line: Line) -> None:
    note = (
        "ANESTHESIA RECORD. Anesthesiologist, personally performed. ASA 2. Labor epidural start 03:10, through 10:40. "
        "Then to the operating room for cesarean delivery. Cesarean anesthesia start 10:40, stop 11:45.{}"
    )
    case = {"id": "c", "on": "2026-06-02", "setting": "outpatient", "text": note.format("")}
    coding, _ = line.code(case_from_object(case, "case"), "icd10cm-2026.2")
    assert [(a.value, a.units, str(a.anesthesia.time_units)) for a in coding.services if a.anesthesia] == [
        ("01967", 450, "30.0"),
        ("01968", 65, "4.3"),
    ]
    one = note.replace("Cesarean anesthesia start 10:40, stop 11:45.", "").format("")
    coding, _ = line.code(case_from_object({**case, "text": one}, "case"), "icd10cm-2026.2")
    assert [a.value for a in coding.services] == []
    assert any("each apart" in q.about for q in coding.queries)
