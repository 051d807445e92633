"""HCPCS Level II: every published form gives the same codes; dental codes stay out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import SHARED
from published import drafts, rows, text, workbook

from chartproof.codesets.build import Told, hcpcs
from chartproof.codesets.build.tables import clean
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

HEADING = (
    "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,PRICE3,PRICE4,MULT_PI,CIM1,CIM2,CIM3,MCM1,"
    "MCM2,MCM3,STATUTE,LABCERT1,LABCERT2,XREF1,XREF2,COV,ASC_GRP,ASC_DT,OPPS,OPPS_PI,OPPS_DT,PROCNOTE,BETOS,TOS1,"
    "TOS2,ANEST_BU,ADD DT,ACT EFF DT,TERM DT,ACTION CD"
).split(",")


def line(code: str, sequence: str, record: str, long: str, short: str = "", action: str = "N") -> str:
    """One record line in the published layout (positions from 1)."""
    filled = list(f"{code:>5}{sequence}{record}".ljust(320))

    def put(position: int, value: str) -> None:
        filled[position - 1 : position - 1 + len(value)] = value

    put(12, long)
    if record in "37":
        put(92, short)
        put(120, "3234")
        put(128, "A")
        put(129, "60-9")
        put(147, "2100.1")
        put(171, "1861(s)(5)")
        put(181, "310400")
        put(205, "X0001X0002")
        put(230, "DYY20200101")
        put(253, "0017")
        put(257, "D1E")
        put(261, "9S")
        put(266, "  0")
        put(269, "20010101")
        put(277, "20240101")
        put(285, "20241231")
        put(293, action)
    return "".join(filled).rstrip() + "\n"


FIXED = (
    line("A1", "00100", "7", "Invented modifier of the left")
    + line("A1", "00200", "8", "and the right")
    + line("X1234", "00100", "3", "Invented device, with a long", "Invented device")
    + line("X1234", "00200", "4", "descriptor, each")
    + line("D9998", "00100", "3", "Invented dental act", "Invented act")
)


def test_fixed_width_lines_are_joined(tmp_path: Path) -> None:
    (draft,) = drafts(hcpcs, text(tmp_path / "HCPC2025_OCT_ANWEB.txt", FIXED))
    assert (draft.name, str(draft.holds)) == ("hcpcs-2025.4", "2025-10-01 to 2025-12-31")
    assert not draft.derived
    (code,) = rows(draft, "codes")
    assert code == {
        "code": "X1234",
        "short_descriptor": "Invented device",
        "long_descriptor": "Invented device, with a long descriptor, each",
        "added": "2001-01-01",
        "action_effective": "2024-01-01",
        "terminated": "2024-12-31",
        "action": "N",
        "coverage": "D",
        "pricing": "32 34",
        "multiple_pricing": "A",
        "betos": "D1E",
        "type_of_service": "9 S",
        "statute": "1861(s)(5)",
        "coverage_manual": "60-9",
        "carriers_manual": "2100.1",
        "lab_certification": "310 400",
        "cross_reference": "X0001 X0002",
        "asc_group": "YY",
        "asc_effective": "2020-01-01",
        "processing_note": "0017",
        "anesthesia_base_units": "0",
    }
    (modifier,) = rows(draft, "modifiers")
    assert modifier["modifier"] == "A1"
    assert modifier["long_descriptor"] == "Invented modifier of the left and the right"


def test_the_workbook_says_the_same(tmp_path: Path) -> None:
    told = "32,34,,,A,60-9,,,2100.1,,,1861(s)(5),310,400,X0001,X0002,D,YY,20200101,,,,0017,D1E,9,S,0"
    fields = [*told.split(","), "20010101", "20240101", "20241231", "N"]
    short = ["Invented device", *fields]
    table = [
        HEADING,
        ["X1234", 100.0, 3.0, "Invented device, with a long", *short],
        ["X1234", 200.0, 4.0, "descriptor, each", *([""] * 32)],
    ]
    path = workbook(tmp_path / "HCPC2025_OCT_ANWEB.xlsx", table)
    report = workbook(tmp_path / "HCPC2025_OCT_Trans_Report.xlsx", [["Nothing of ours"]])
    fixed = text(tmp_path / "HCPC2025_OCT_ANWEB.txt", FIXED)
    (draft,) = drafts(hcpcs, path, report)
    assert rows(draft, "codes") == rows(drafts(hcpcs, fixed)[0], "codes")
    (one,) = drafts(hcpcs, path, fixed)
    assert one.sources[0].name == fixed.name


SPLIT = (
    "Code,Description1,Description2,Type,Unknown1,Unknown2,Unknown3,Unknown4\n"
    f"A1001007,{'Invented side '.ljust(79, 'x')},)Right side,,,C,,199301012003\n"
    f"A2001007,{'Invented side '.ljust(79, 'x')},Right side,,,C,,199301012003\n"
    f"X1234001003,{'Invented device '.ljust(79, 'x')},sOne device                  36      A,,,D,D1E,R      "
    "0198601011989\n"
    f"X1234002004,{'and more '.ljust(79, 'y')},z,,,,,\n"
    f"X1235001003,{'Invented device '.ljust(79, 'x')},One device                  00      9,,,D,D1E,R      "
    "0198601011989\n"
)


def test_a_copy_that_cut_the_last_letter_off_is_mended(tmp_path: Path) -> None:
    (draft,) = drafts(hcpcs, text(tmp_path / "HCPC2025_OCT_ANWEB.csv", SPLIT))
    one, two = rows(draft, "codes")
    assert one["long_descriptor"].endswith("xs and more " + "y" * 70 + "z")
    assert (one["short_descriptor"], one["pricing"], one["multiple_pricing"]) == ("One device", "36", "A")
    assert two["long_descriptor"].endswith("x")
    assert (two["short_descriptor"], two["pricing"]) == ("One device", "00")
    left, right = rows(draft, "modifiers")
    assert (left["long_descriptor"][-1], left["short_descriptor"]) == (")", "Right side")
    assert (right["long_descriptor"][-1], right["short_descriptor"]) == ("x", "Right side")


def test_numbers_of_a_workbook_keep_their_zeros(tmp_path: Path) -> None:
    row: list[str | float] = [
        "X1234",
        100.0,
        3.0,
        "Invented device",
        "Invented",
        0.0,
        *([""] * (len(HEADING) - 6)),
    ]
    row[HEADING.index("LABCERT1")] = 10.0
    row[HEADING.index("PROCNOTE")] = 17.0
    row[HEADING.index("ADD DT")] = 20010101.0
    path = workbook(tmp_path / "HCPC2026_JAN_ANWEB_01122026.xlsx", [HEADING, row])
    (draft,) = drafts(hcpcs, path)
    (code,) = rows(draft, "codes")
    assert (draft.name, code["pricing"], code["lab_certification"]) == ("hcpcs-2026.1", "00", "010")
    assert (code["processing_note"], code["added"], code["terminated"]) == ("0017", "2001-01-01", "")


def test_a_missing_line_is_an_error(tmp_path: Path) -> None:
    lines = FIXED.splitlines(keepends=True)
    path = text(tmp_path / "HCPC2025_OCT_ANWEB.txt", "".join([*lines[:2], lines[3]]))
    with pytest.raises(InputError, match=r"line 3: a line of X1234 before this one is missing"):
        drafts(hcpcs, path)


def test_a_cut_line_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "HCPC2025_OCT_ANWEB.txt"
    text(path, FIXED)
    path.write_bytes(path.read_bytes()[:600])
    with pytest.raises(InputError, match="line 3"):
        drafts(hcpcs, path)


def test_a_name_without_quarter_asks_for_it(tmp_path: Path) -> None:
    path = text(tmp_path / "hcpcs_alpha.txt", FIXED)
    with pytest.raises(InputError, match="--version"):
        drafts(hcpcs, path)
    (draft,) = drafts(hcpcs, path, told=Told(version="2024.2"))
    assert draft.name == "hcpcs-2024.2"


DATA = SHARED / "data/hcpcs"


@pytest.mark.data
def test_october_2025_is_whole() -> None:
    source = DATA / "HCPC2025_OCT_ANWEB.csv"
    if not source.exists():
        pytest.skip("the publisher's file is not here")
    (draft,) = drafts(hcpcs, source)
    with source.open(encoding="utf-8", newline="") as lines:
        records = list(csv.reader(lines))[1:]
    procedures = [r for r in records if r[0].endswith("3") and not r[0].startswith("D")]
    found = {row["code"]: row for row in rows(draft, "codes")}
    assert len(found) == len(procedures) == 8_463
    assert found.keys() == {r[0][:5] for r in procedures}
    assert len(rows(draft, "modifiers")) == sum(r[0].endswith("7") for r in records) == 383
    with (DATA / "hcpcs_2025_oct_normalized.csv").open(encoding="utf-8", newline="") as lines:
        readable = {r["code"]: r for r in csv.DictReader(lines)}
    cut = {
        code: row for code, row in found.items() if row["long_descriptor"] != clean(readable[code]["long"])
    }
    for code, row in found.items():
        assert row["long_descriptor"].startswith(clean(readable[code]["long"])[:78])
        assert row["added"].replace("-", "") == readable[code]["add_date"]
        assert row["coverage"] == readable[code]["coverage"]
    assert len(cut) == 59
    older = {row["code"]: row for row in rows(_october_2024(), "codes")}
    same = [
        c for c in cut if older.get(c, {}).get("long_descriptor", "") == cut[c]["long_descriptor"].upper()
    ]
    assert len(same) == 54
    for code in same:
        assert [cut[code][name].upper() for name in BEHIND] == [older[code][name] for name in BEHIND]
    sides = {row["modifier"]: row for row in rows(draft, "modifiers")}
    assert sides["RT"]["long_descriptor"].endswith("right side of the body)")
    assert sides["RT"]["short_descriptor"] == "Right side"


#: What stands behind the long descriptor in a line, and seldom changes within a year.
BEHIND = ("pricing", "multiple_pricing", "coverage_manual", "statute", "betos", "coverage")


def _october_2024() -> Draft:
    (draft,) = drafts(hcpcs, DATA / "hcpcs_2024_raw_lines.csv", told=Told(version="2024.4"))
    return draft


@pytest.mark.data
def test_october_2024_agrees_with_the_readable_form() -> None:
    if not (DATA / "hcpcs_2024_raw_lines.csv").exists():
        pytest.skip("the publisher's file is not here")
    draft = _october_2024()
    with (DATA / "hcpcs_2024_normalized.csv").open(encoding="utf-8", newline="") as lines:
        readable = {r["code"]: r for r in csv.DictReader(lines) if r["kind"] == "proc"}
    found = {row["code"]: row for row in rows(draft, "codes")}
    assert found.keys() == readable.keys()
    assert len(found) == 8_091
    for code, row in found.items():
        other = readable[code]
        assert row["terminated"].replace("-", "") == other["term_date"]
        assert (row["action"], row["betos"]) == (other["action"], other["betos"])
        assert row["type_of_service"].replace(" ", "") == "".join(other[f"tos{i}"] for i in range(1, 6))
