"""NCCI: pairs, units and add-on codes, in the forms CMS ships. Codes shaped like CPT are invented."""

from __future__ import annotations

import csv
import gzip
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from conftest import SHARED
from published import built, coded_rows, drafts, rows, text, workbook

from chartproof.codesets.build import Told, external_sort, mue, ncci_addon, ncci_ptp
from chartproof.codesets.release import Release
from chartproof.model.errors import InputError

PTP_HEADING = (
    "CPT only copyright American Medical Association.  All rights reserved.\t\t\t\t\t\t\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\n"
    "\t\t\t\t*=no data\t1=allowed\t\n"
    "\t\t\t\t\t9=not applicable\t\n"
)
PTP = (
    PTP_HEADING
    + "0991T\t0992T\t*\t19960101\t*\t1\tInvented rationale\n"
    + "0991T\t0993T\t\t20240101\t20240101\t9\tInvented rationale\n"
)


def test_tab_text_with_its_heading(tmp_path: Path) -> None:
    path = text(tmp_path / "ccipra-v303r0-f1.TXT", PTP)
    (draft,) = drafts(ncci_ptp, path)
    assert (draft.name, draft.system) == ("ncci-ptp-practitioner-2024.4", "NCCI-PTP-practitioner")
    assert not draft.licence.redistributable
    assert "American Medical Association" in draft.licence.notice
    assert "American Dental Association" in draft.licence.notice
    one, two = rows(draft, "pairs")
    assert one == {
        "column_1": "0991T",
        "column_2": "0992T",
        "first": "1996-01-01",
        "last": "",
        "modifier_indicator": "1",
        "rationale": "Invented rationale",
    }
    assert (two["first"], two["last"], two["modifier_indicator"]) == ("2024-01-01", "2024-01-01", "9")


def test_the_files_of_a_set_become_one_release(tmp_path: Path) -> None:
    table = [line.split("\t") for line in PTP.splitlines()]
    later = [*table[:5], ["0995T", "0996T", "", 20240401.0, "*", 0.0, "Invented rationale"]]
    paths = (
        workbook(tmp_path / "ccioph-v302r0-f2.xlsx", later),
        workbook(tmp_path / "ccioph-v302r0-f1.xlsx", table),
    )
    (draft,) = drafts(ncci_ptp, *paths)
    assert draft.name == "ncci-ptp-outpatient-2024.3"
    assert [(row["column_1"], row["first"]) for row in rows(draft, "pairs")] == [
        ("0991T", "1996-01-01"),
        ("0991T", "2024-01-01"),
        ("0995T", "2024-04-01"),
    ]


def test_the_same_file_as_text_and_workbook_is_one(tmp_path: Path) -> None:
    content = PTP.replace("\n", "\r\n").encode()
    table = [line.split("\t") for line in PTP.splitlines()]
    book = workbook(tmp_path / "book.xlsx", table).read_bytes()
    path = tmp_path / "medicare-ncci-2024q4-practitioner-ptp-edits.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ccipra-v303r0-f1.xlsx", book)
        archive.writestr("ccipra-v303r0-f1.TXT", content)
    (draft,) = drafts(ncci_ptp, path)
    assert len(rows(draft, "pairs")) == 2


def test_a_heading_in_one_row(tmp_path: Path) -> None:
    heading = "Column 1,Column 2,*=in existence prior to 1996,Effective Date,Deletion Date *=no data,"
    heading += "Modifier 0=not allowed 1=allowed 9=not applicable,PTP Edit Rationale\n"
    path = text(tmp_path / "ccipra-v321r0-f1.csv", heading + '0991T,0992T,*,19960101,*,0,"Invented, ours"\n')
    (row,) = rows(drafts(ncci_ptp, path)[0], "pairs")
    assert tuple(row.values()) == ("0991T", "0992T", "1996-01-01", "", "0", "Invented, ours")


@pytest.mark.parametrize(
    ("archive", "name"),
    [
        ("medicaid-ncci-q2-2026-ptp-edits-practitioner-services", "ncci-ptp-medicaid-practitioner-2026.2"),
        (
            "medicaid-ncci-2026-q3-ptp-edits-outpatient-hospital-services",
            "ncci-ptp-medicaid-outpatient-2026.3",
        ),
        (
            "medicaid-ncci-q2-2026-ptp-edits-durable-medical-equipment-services",
            "ncci-ptp-medicaid-dme-2026.2",
        ),
    ],
)
def test_the_archive_says_what_the_file_does_not(tmp_path: Path, archive: str, name: str) -> None:
    path = tmp_path / f"{archive}.zip"
    with zipfile.ZipFile(path, "w") as inside:
        inside.writestr("PTP_Edits_f1.txt", PTP.replace("\n", "\r\n"))
    (draft,) = drafts(ncci_ptp, path)
    assert draft.name == name


def test_medicaid_is_a_set_of_its_own(tmp_path: Path) -> None:
    path = text(tmp_path / "medicaid-ncci-ptp-practitioner-2025Q1.txt", PTP)
    (draft,) = drafts(ncci_ptp, path)
    assert draft.system == "NCCI-PTP-Medicaid-practitioner"
    assert draft.system in ncci_ptp.NAMES


def test_rows_out_of_order_are_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external_sort, "AT_ONCE", 3)
    codes = [f"09{i:02}T" for i in range(20)]
    body = "".join(f"{code}\t0001T\t\t20240101\t*\t0\t\n" for code in reversed(codes))
    (draft,) = drafts(ncci_ptp, text(tmp_path / "ccipra-v303r0-f1.txt", PTP_HEADING + body))
    assert [row["column_1"] for row in rows(draft, "pairs")] == codes


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (PTP + "0991T\t0994T\t\t20241\t*\t1\tInvented\n", "row 8: '20241' is no day"),
        (PTP + "0991T\t0994T\t\t20240101\t*\t7\tInvented\n", "row 8.*modifier indicator '7'"),
        (PTP + "0991T\t0994T\t\t2024\n", "row 8: the row has 4 of 7 columns"),
        (PTP + "0991T\t0994T\t\t20240101\t*\t1\tInven", "line 8: the last line does not end"),
        (PTP + "Total\t0994T\t\t20240101\t*\t1\tInvented\n", "row 8: 'Total' should be a code"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, broken: str, says: str) -> None:
    path = text(tmp_path / "ccipra-v303r0-f1.txt", broken)
    with pytest.raises(InputError, match=says):
        built(ncci_ptp, tmp_path / "shelf", path)
    assert not list((tmp_path / "shelf").glob("*"))


def test_a_cut_archive_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "ncci_ptp_practitioner_2024Q3.csv.gz"
    lines = "".join(f'"0991T","{i:04}T","2024-01-01",1,"Invented {i}"\n' for i in range(3000))
    heading = '"column1","column2","deletion_date","modifier_indicator","rationale"\n'
    path.write_bytes(gzip.compress((heading + lines).encode()))
    assert len(rows(drafts(ncci_ptp, path)[0], "pairs")) == 3000
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(InputError, match="archive is broken"):
        built(ncci_ptp, tmp_path / "shelf", path)


MUE = (
    '"CPT codes are copyright American Medical Association.",,,\n'
    "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n"
    "0991T,2,3 Date of Service Edit: Clinical,Nature of Service/Procedure\n"
    '0992T,0,1 Line Edit,"Invented, with a comma"\n'
)


def test_units_and_adjudication_indicator(tmp_path: Path) -> None:
    path = text(tmp_path / "MCR_MUE_PractitionerServices_Eff_07-01-2024.csv", MUE)
    (draft,) = drafts(mue, path)
    assert (draft.name, draft.system) == ("mue-practitioner-2024.3", "MUE-practitioner")
    assert [tuple(row.values()) for row in rows(draft, "limits")] == [
        ("0991T", "2", "3", "Nature of Service/Procedure"),
        ("0992T", "0", "1", "Invented, with a comma"),
    ]


@pytest.mark.parametrize("row", ["0993T,two,3,x", "0991T,2,3,x", "0993T,2,8,x"])
def test_a_broken_limit_is_named(tmp_path: Path, row: str) -> None:
    path = text(tmp_path / "MCR_MUE_DMESupplierServices_Eff_07-01-2024.csv", f"{MUE}{row}\n")
    with pytest.raises(InputError, match="row 5.*no limit"):
        drafts(mue, path)


def test_add_on_codes_in_their_own_columns(tmp_path: Path) -> None:
    table = [
        ["Add-on Code Edits"],
        ["Add-On Code", "AOC Edit Type", "Primary Code", "AOC Edit Eff Date", "AOC Edit Del Date", "Notes"],
        ["0991T", 1.0, "0990T", 20240101.0, None, "Invented note"],
        ["0992T", 2.0, "CCCCC", 20130401.0, 20231231.0, None],
    ]
    (draft,) = drafts(ncci_addon, workbook(tmp_path / "AOC_V2024Q3-MCR.xlsx", table))
    assert draft.name == "ncci-add-on-2024.3"
    assert [tuple(row.values()) for row in rows(draft, "add_on_codes")] == [
        ("0991T", "0990T", "1", "2024-01-01", "", "", "", "Invented note"),
        ("0992T", "CCCCC", "2", "2013-04-01", "2023-12-31", "", "", ""),
    ]


def test_add_on_codes_as_cms_names_the_columns(tmp_path: Path) -> None:
    names = (
        "AOC_Edit_Type,Add-On_Code,AOC_DelDT,Primary_Code,Primary_Code_DelDT,AOC_Edit_EffDT,AOC_Edit_DelDT,"
    )
    names += "Special_Instruction_Notes"
    table = [
        ["CPT codes are copyright American Medical Association."],
        names.split(","),
        [1.0, "0991T", None, "0990T", 2023365.0, 2013091.0, None, None],
        [3.0, "0992T", 2024182.0, "X1234", None, 2024001.0, 2024366.0, "Invented note"],
        [2.0, "0993T", None, "CCCCC", None, 2026001.0, None, "Contractor Defined Primary Codes"],
    ]
    path = workbook(tmp_path / "AOC_V2026Q2-MCR.xlsx", table)
    (draft,) = drafts(
        ncci_addon, path, text(tmp_path / "AOC_V2026Q2-MCR.txt", "\t".join(names.split(",")) + "\n")
    )
    assert draft.name == "ncci-add-on-2026.2"
    assert [tuple(row.values()) for row in rows(draft, "add_on_codes")] == [
        ("0991T", "0990T", "1", "2013-04-01", "", "", "2023-12-31", ""),
        ("0992T", "X1234", "3", "2024-01-01", "2024-12-31", "2024-06-30", "", "Invented note"),
        ("0993T", "CCCCC", "2", "2026-01-01", "", "", "", "Contractor Defined Primary Codes"),
    ]
    table[2][5] = 2023366.0
    with pytest.raises(InputError, match="row 3: '2023366' is no day"):
        drafts(ncci_addon, workbook(path, table))


def test_an_add_on_of_no_type_is_an_error(tmp_path: Path) -> None:
    content = '"primary_code","add_on_code","aoc_edit_type"\n"0990T","0991T",5\n'
    with pytest.raises(InputError, match="row 2"):
        drafts(ncci_addon, text(tmp_path / "ncci_addon_codes.csv", content), told=Told(version="2024"))


DATA = SHARED / "data/ncci"


def _built_apart(source: Path, folder: Path) -> tuple[Release, int | None]:
    """The release, and the most memory this process held in kB, where the system tells it (`VmHWM` in /proc)."""
    (release,) = built(ncci_ptp, folder, source)
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return release, next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), None)


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "which", "count"),
    [("practitioner", "practitioner", 2_546_017), ("outpatient_hospital", "outpatient", 1_775_818)],
)
def test_every_pair_of_july_2024(tmp_path: Path, name: str, which: str, count: int) -> None:
    source = DATA / f"ncci_ptp_{name}_2024Q3.csv.gz"
    if not source.exists():
        pytest.skip("the publisher's file is not here")
    # Apart, so that the peak is the builder's own and not that of tests run before in this process.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        release, peak_kb = apart.submit(_built_apart, source, tmp_path).result()
    assert peak_kb is None or peak_kb < 1_000_000
    assert release.name == f"ncci-ptp-{which}-2024.3"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        assert release.rows == sum(1 for _ in lines) - 1 == count
    with (
        gzip.open(source, "rt", encoding="utf-8", newline="") as lines,
        release.table("pairs").open() as ours,
    ):
        theirs = csv.reader(lines)
        assert [next(theirs), next(ours)]
        for row, line in zip(theirs, ours, strict=True):
            one, two, last, indicator, rationale = row
            assert line == f"{one}\t{two}\t\t{last}\t{indicator}\t{rationale}\n"


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "count"), [("practitioner", 14_677), ("outpatient_hospital", 14_628), ("dme", 2_928)]
)
def test_every_limit_of_july_2024(name: str, count: int) -> None:
    source = DATA / f"mue_{name}_2024Q3.csv"
    if not source.exists():
        pytest.skip("the publisher's file is not here")
    (draft,) = drafts(mue, source)
    theirs = [tuple(row[:4]) for row in coded_rows(source)]
    assert [tuple(row.values()) for row in rows(draft, "limits")] == sorted(theirs)
    assert len(theirs) == count


@pytest.mark.data
def test_every_add_on_code_of_2024() -> None:
    source = DATA / "ncci_addon_codes_2024.csv"
    if not source.exists():
        pytest.skip("the publisher's file is not here")
    (draft,) = drafts(ncci_addon, source)
    with source.open(encoding="utf-8", newline="") as lines:
        theirs = {(r["add_on_code"], r["primary_code"], r["aoc_edit_type"]) for r in csv.DictReader(lines)}
    ours = {(r["add_on"], r["primary"], r["type"]) for r in rows(draft, "add_on_codes")}
    assert ours == theirs
    assert len(rows(draft, "add_on_codes")) == 7_465
