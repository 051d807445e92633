"""Fee schedules in the forms CMS ships, without their descriptors. CPT-shaped codes are invented."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SHARED
from published import coded_rows, drafts, rows, text, workbook

from chartproof.codesets.build import Told, asc, clfs, dmepos, mpfs, opps
from chartproof.model.errors import InputError

RVU_HEADING = """,,2026 National Physician Fee Schedule Relative Value File January Release{0}
,,CPT codes and descriptions only are copyright American Medical Association.{0}
,,,,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,
,,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED
,,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS
,,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,\
CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,\
SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT
""".format("," * 28)
RVU = (
    "0991T,,Invented act,A,+,1.25,2.50,NA,0.75,,.10,3.85,2.10,1,090,0.10,0.80,0.10,2,1,0,1,2,0990T,{cf},09,0,99,0.01,"
    "0.02,0.03\n0991T,26,Invented act,A,,1.25,0.50,,0.50,NA,.10,1.85,1.85,1,XXX,0,0,0,0,0,0,0,0,,{cf},02,1,88,0,0,0\n"
)


def test_indicators_stand_under_their_stacked_headings(tmp_path: Path) -> None:
    (draft,) = drafts(mpfs, text(tmp_path / "PPRRVU25_OCT.csv", RVU_HEADING + RVU.format(cf="32.3465")))
    assert draft.name == "mpfs-2025.4"
    one, two = rows(draft, "relative_values")
    assert "Invented" not in str(one)
    told = "0991T,,A,+,1.25,2.50,NA,0.75,,.10,3.85,2.10,1,090,0.10,0.80,0.10,2,1,0,1,2,0990T,09,0,99"
    assert list(one.values()) == [*told.split(","), "0.01", "0.02", "0.03"]
    assert (two["modifier"], two["nonfacility_na"], two["facility_na"], two["pc_tc"]) == ("26", "", "NA", "1")
    assert rows(draft, "conversion_factors") == [{"applies_to": "all", "conversion_factor": "32.3465"}]


def test_2026_has_two_conversion_factors(tmp_path: Path) -> None:
    others = text(tmp_path / "PPRRVU2026_Jan_nonQPP.csv", RVU_HEADING + RVU.format(cf="31.0001"))
    apm = text(tmp_path / "PPRRVU2026_Jan_QPP.csv", RVU_HEADING + RVU.format(cf="31.0002"))
    (draft,) = drafts(mpfs, others, apm)
    assert draft.name == "mpfs-2026.1"
    assert len(rows(draft, "relative_values")) == 2
    assert [tuple(row.values()) for row in rows(draft, "conversion_factors")] == [
        ("not qualifying", "31.0001"),
        ("qualifying APM participant", "31.0002"),
    ]
    fewer = RVU.format(cf="31.0002").splitlines(keepends=True)[1]
    text(apm, RVU_HEADING + fewer)
    (draft,) = drafts(mpfs, others, apm)
    assert len(rows(draft, "relative_values")) == 2
    text(apm, RVU_HEADING + fewer.replace("1.25", "1.26"))
    with pytest.raises(InputError, match="QPP.*its relative values of 0991T differ"):
        drafts(mpfs, others, apm)


def test_a_file_says_itself_whose_it_is(tmp_path: Path) -> None:
    marked = [line.split(",") for line in (RVU_HEADING + RVU.format(cf="31.0001")).splitlines()]
    for number, row in enumerate(marked):
        row.insert(23, {5: "PRIC", 6: "IND"}.get(number, "1" if number > 6 else ""))
    content = "".join(",".join(row) + "\n" for row in marked)
    (draft,) = drafts(mpfs, text(tmp_path / "PPRRVU26_JAN.csv", content))
    assert rows(draft, "conversion_factors") == [
        {"applies_to": "qualifying APM participant", "conversion_factor": "31.0001"}
    ]
    assert [row["endoscopic_base"] for row in rows(draft, "relative_values")] == ["0990T", ""]


def test_a_value_that_is_no_number_is_named(tmp_path: Path) -> None:
    broken = RVU.format(cf="32.3465").replace("2.50", "two")
    with pytest.raises(InputError, match=r"row 8: nonfacility_pe_rvu 'two' is no number"):
        drafts(mpfs, text(tmp_path / "PPRRVU25_OCT.csv", RVU_HEADING + broken))


def rvu(factor: str) -> str:
    return RVU_HEADING + RVU.format(cf=factor)


def test_the_forms_of_one_fee_schedule_are_one(tmp_path: Path) -> None:
    table = [line.split(",") for line in rvu("31").splitlines()]
    with zipfile.ZipFile(tmp_path / "rvu26a.zip", "w") as archive:
        archive.writestr("PPRRVU2026_Jan_nonQPP.xlsx", workbook(tmp_path / "x.xlsx", table).read_bytes())
        archive.writestr("PPRRVU2026_Jan_nonQPP.csv", rvu("31"))
        archive.writestr("PPRRVU2026_Jan_nonQPP.txt", "2026 Relative Value File\n0991T    Invented\n")
    (draft,) = drafts(mpfs, tmp_path / "rvu26a.zip")
    assert [source.name for source in draft.sources] == ["PPRRVU2026_Jan_nonQPP.csv"]


B_HEADING = ["HCPCS Code", "Short Descriptor", "SI", "APC", "Relative Weight", "Payment Rate"]
B_HEADING += ["National Unadjusted Copayment", "Minimum Unadjusted Copayment", "Note", "* Indicates a Change"]


def test_addendum_b(tmp_path: Path) -> None:
    table: list[list[str | float | None]] = [
        [None, "Addendum B.-Invented, with much text"],
        [*B_HEADING],
        ["0991T", "Invented act", "J1", 9991.0, 1.5, " $1,644.87 ", 12.3, ".", None, "*"],
        ["0992T", None, "N", None, None, " ", None, None, None, None],
    ]
    path = workbook(tmp_path / "addendum_b.xlsx", table, sheet="2025 January Addendum B")
    (draft,) = drafts(opps, path)
    assert (draft.name, draft.derived) == ("opps-2025.1", False)
    one, two = rows(draft, "addendum_b")
    assert "Invented" not in str(one)
    assert (one["apc"], one["relative_weight"], one["payment_rate"]) == ("9991", "1.5", "1644.87")
    assert (one["changed"], one["minimum_copayment"], two["payment_rate"]) == ("yes", "", "")
    table[3][2] = "??"
    with pytest.raises(InputError, match=r"row 4: status indicator '\?\?' is none"):
        drafts(opps, workbook(path, table, sheet="2025 January Addendum B"))
    with pytest.raises(InputError, match="--version"):
        drafts(opps, workbook(path, table))


def test_status_indicators_need_their_first_day(tmp_path: Path) -> None:
    path = text(
        tmp_path / "status_indicators.csv",
        "StatusIndicator,Paid,Description\nN, Never,Invented; label, two\n",
    )
    with pytest.raises(InputError, match="--first"):
        drafts(opps, path)
    from datetime import date

    (draft,) = drafts(opps, path, told=Told(first=date(2026, 1, 1)))
    assert rows(draft, "status_indicators") == [
        {"status_indicator": "N", "paid": "never", "label": "Invented; label, two"}
    ]


AA = """"Addendum AA -- Invented
(Including Packaged)",,,,,,
CPT codes and descriptions only are copyright.\xff,,,,,,
HCPCS Code,,Short Descriptor,Subject to Multiple Procedure Discounting,April 2026 Payment Indicator,\
April 2026  Payment Weight  ,April 2026 Payment Rate
0991T,,,Y,G2,29.2047,"$1,644.87 "
0993T,**,,N,N1,,
NOTE 3:  Invented.,,,,,,
"""
FF = """Addendum FF -- Invented,,,,,,,,
HCPCS Code,,Short Descriptor,April 2026 Payment Indicator,April 2026 APC,April 2026 APC Device Offset Percentage,\
April 2026 OPPS Payment Rate,April 2026 Device Offset Percentage,April 2026 Device Offset Amount / Device Portion
0991T,,,G2,9991,4.75%,"$3,061.63",0.00%,$0.00
"""


def test_asc_addenda_are_one_release(tmp_path: Path) -> None:
    paths = (
        text(tmp_path / "20260401_AA.csv", AA, "cp1252"),
        text(tmp_path / "20260401_FF.csv", FF),
        text(tmp_path / "20260401_EE.csv", "Addendum EE -- Invented,\nHCPCS Code,Short Descriptor\n0992T,\n"),
    )
    (draft,) = drafts(asc, *paths)
    assert draft.name == "asc-2026.2"
    row, marked = rows(draft, "surgical_procedures")
    assert tuple(row.values()) == ("0991T", "Y", "G2", "29.2047", "1644.87", "")
    assert tuple(marked.values()) == ("0993T", "N", "N1", "", "", "**")
    (row,) = rows(draft, "device_offsets")
    assert tuple(row.values()) == ("0991T", "G2", "9991", "4.75", "3061.63", "0.00", "0.00", "")
    assert rows(draft, "excluded_procedures") == [{"code": "0992T", "mark": ""}]
    with pytest.raises(InputError, match="addendum AA is missing"):
        drafts(asc, *paths[1:])
    with pytest.raises(InputError, match="'dear' is no amount"):
        drafts(asc, text(paths[0], AA.replace("29.2047", "dear"), "cp1252"))


def test_dmepos_fees_by_state(tmp_path: Path) -> None:
    states = sorted(dmepos._STATES)
    heading = ["HCPCS", "Mod", "Mod2", "JURIS", "CATG", "Ceiling", "Floor"]
    heading += [f"{s.upper()} ({side})" for s in states for side in ("NR", "R")]
    fees = [0.0] * (len(heading) - 7)
    fees[0], fees[1] = 0.63, 0.29
    table = [
        ["DMEPOS"],
        ["January 2026 Fee Schedule"],
        heading,
        ["X1234", "NU", "", "D", "IN", 1.5, 0, *fees],
    ]
    path = workbook(tmp_path / "DMEPOS.xlsx", table)
    (draft,) = drafts(dmepos, path)
    assert draft.name == "dmepos-2026.1"
    assert [tuple(row.values()) for row in rows(draft, "codes")] == [
        ("X1234", "NU", "", "D", "IN", "1.5", "")
    ]
    assert [tuple(row.values()) for row in rows(draft, "fees")] == [
        ("X1234", "NU", "", "AK", "no", "0.63"),
        ("X1234", "NU", "", "AK", "yes", "0.29"),
    ]
    with pytest.raises(InputError, match="not of all states"):
        drafts(dmepos, workbook(path, [row[:20] for row in table]))


CLFS = """2025 Clinical Laboratory Fee Schedule,,,,,,,
YEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE,SHORTDESC,LONGDESC
2025,0991U,,20250101,N,17.27,Invented,Invented test
2025,0992U,QW,20250401,L,1234.5,Invented,Invented test
2025,0993U,,20250401,L,0.00,Invented,Invented test
"""


def test_laboratory_fees(tmp_path: Path) -> None:
    path = text(tmp_path / "CLFS 2025 Q2V1.csv", CLFS)
    (draft,) = drafts(clfs, path)
    assert draft.name == "clfs-2025.2"
    assert [tuple(row.values()) for row in rows(draft, "fees")] == [
        ("0991U", "", "2025-01-01", "N", "17.27"),
        ("0992U", "QW", "2025-04-01", "L", "1234.5"),
        ("0993U", "", "2025-04-01", "L", ""),
    ]
    book = workbook(tmp_path / "PUF_CLFS_CY2026_Q2V1.xlsx", [line.split(",") for line in CLFS.splitlines()])
    assert drafts(clfs, book)[0].name == "clfs-2026.2"
    with pytest.raises(InputError, match="row 3"):
        drafts(clfs, text(path, CLFS.replace("17.27", "tbd")))


DATA = SHARED / "data"


@pytest.mark.data
@pytest.mark.parametrize(("name", "count"), [("PPRRVU2025_Oct.csv", 19_090), ("PPRRVU24_JUL.csv", 18_664)])
def test_every_relative_value(name: str, count: int) -> None:
    source = DATA / "mpfs" / name
    if not source.exists():
        pytest.skip("the publisher's file is not here")
    (draft,) = drafts(mpfs, source)
    theirs = sorted(
        tuple(c.strip() for i, c in enumerate(row) if i not in {2, 24}) for row in coded_rows(source)
    )
    assert [tuple(row.values()) for row in rows(draft, "relative_values")] == theirs
    assert len(theirs) == count
    assert len(rows(draft, "conversion_factors")) == 1


@pytest.mark.data
def test_every_hospital_outpatient_code() -> None:
    folder = DATA / "opps"
    if not folder.exists():
        pytest.skip("the publisher's files are not here")
    (csv_form,) = drafts(opps, folder / "addendum_b_status_through_2026-04.csv")
    theirs = coded_rows(folder / "addendum_b_status_through_2026-04.csv", "utf-8")
    ours = {row["code"]: row["status_indicator"] for row in rows(csv_form, "addendum_b")}
    assert ours == {row[0].strip(): row[2] for row in theirs}
    assert len(rows(csv_form, "addendum_b")) == len(theirs) == 19_059
    (sheet,) = drafts(opps, folder / "addendum_b_2025.xlsx")
    assert len(rows(sheet, "addendum_b")) == 18_562
    rates = [Decimal(row["payment_rate"]) for row in rows(sheet, "addendum_b") if row["payment_rate"]]
    assert len(rates) > 5_000


@pytest.mark.data
def test_every_asc_and_dmepos_row() -> None:
    folder = DATA / "asc"
    if not folder.exists():
        pytest.skip("the publisher's files are not here")
    (draft,) = drafts(asc, *sorted(folder.glob("*.csv")))
    for name, table in (
        ("AA", "surgical_procedures"),
        ("BB", "ancillary_services"),
        ("FF", "device_offsets"),
    ):
        theirs = coded_rows(folder / f"20260401_{name}.csv")
        ours = rows(draft, table)
        assert len(ours) == len(theirs)
        assert {(row["code"], row["mark"]) for row in ours} == {
            (row[0].strip(), row[1].strip()) for row in theirs
        }
    assert len(rows(draft, "excluded_procedures")) == len(coded_rows(folder / "20260401_EE.csv")) == 1_559
    (fees,) = drafts(dmepos, DATA / "dmepos/DMEPOS26_JAN.xlsx")
    assert len(rows(fees, "codes")) == 3_515
    assert len({row["state"] for row in rows(fees, "fees")}) == 53
