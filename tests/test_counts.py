"""Every release's rows against a count of the publisher's file made without our builders.

Each line of the table: the files, the release and table they make, and how a person would count
the file: lines of a pattern, records of a csv, rows of a sheet, or elements of an XML file.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from conftest import SHARED

from chartproof.codesets.adding import outcomes
from chartproof.codesets.build import Told
from chartproof.codesets.release import Placed, Release
from chartproof.model.errors import ChartproofError

pytestmark = pytest.mark.data

DATA = SHARED / "data"
CODED = re.compile(r"\d{4}[0-9A-Z]|[A-Z]\d{4}")
Count = Callable[[bytes], int]
COLUMNS: dict[str, Callable[[list[str]], bool]] = {
    "coded": lambda row: CODED.fullmatch(row[0].strip()) is not None,
    "numbered": lambda row: row[0].strip().isdigit() and len(row) > 2,
    "full": lambda row: any(cell.strip() for cell in row),
}


def lines(pattern: str) -> Count:
    """Lines that begin as the pattern says."""
    return lambda content: len(re.findall(pattern.encode(), content, re.MULTILINE))


def records(which: str, minus: int = 0) -> Count:
    """Records of a csv: those that begin with a code, with a number, or hold anything."""

    def count(content: bytes) -> int:
        reader = csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline=""))
        return sum(bool(row) and COLUMNS[which](row) for row in reader) - minus

    return count


def sheet(heading: int) -> Count:
    """Rows of the first sheet of a workbook, below its heading, whose first cell is filled."""

    def count(content: bytes) -> int:
        filled = re.findall(r'<c r="A(\d+)"[^>]*(?<!/)><', _sheet(content))
        return sum(int(row) > heading for row in filled)

    return count


def _sheet(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def kinds(column: int, among: str, but: str = "-") -> Count:
    """HCPCS lines whose record number, the last character of their head, is among some."""

    def count(content: bytes) -> int:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))[1:]
        return sum(row[column][-1] in among and not row[column].startswith(but) for row in rows)

    return count


def states_fees(content: bytes) -> int:
    """Fees of the DMEPOS workbook that are not 0, counted in its XML: the cells beyond the floor."""
    cells = re.findall(r'<c r="([A-Z]+)(\d+)"(?![^>]*t="s")[^>]*><v>([^<]+)</v>', _sheet(content))
    beyond = ((at, int(row), value) for at, row, value in cells if int(row) > 7 and (len(at) > 1 or at > "G"))
    return sum(float(value) != 0 for _, _, value in beyond)


@dataclass(frozen=True, slots=True)
class Line:
    """A file (with the name of what to read inside it), its release and table, and the count."""

    path: str
    inside: str
    release: str
    table: str
    count: Count
    rows: int


_CODE = r"^(?:\d{4}[0-9A-Z]|[A-Z]\d{4}),"
_XML = "icd10cm/icd10cm-tables-index-april-2026.zip"
_ORDER = "icd10cm/icd10cm-code-descriptions-2026.zip"
TABLE = (
    Line("asc/20260401_AA.csv", "", "asc-2026.2", "surgical_procedures", records("coded"), 4_832),
    Line("asc/20260401_BB.csv", "", "asc-2026.2", "ancillary_services", records("coded"), 2_526),
    Line("asc/20260401_EE.csv", "", "asc-2026.2", "excluded_procedures", records("coded"), 1_559),
    Line("asc/20260401_FF.csv", "", "asc-2026.2", "device_offsets", records("coded"), 4_832),
    Line(
        "code_lists/cms_bfd_codesystems.csv", "", "claim-codes-2026-01-01", "codes", records("full", 1), 5_953
    ),
    Line("code_lists/nucc_taxonomy_251.csv", "", "nucc-taxonomy-25.1", "taxonomy", records("full", 1), 883),
    Line(
        "code_lists/pos_codes_2024-06.csv", "", "place-of-service-2024-06", "places", records("full", 1), 99
    ),
    Line(
        "coverage/mcd_documents_2025-08.csv",
        "",
        "coverage-documents-2025-08",
        "documents",
        records("full", 1),
        3_133,
    ),
    Line(
        "coverage/coverage_valuesets_codes.csv",
        "",
        "coverage-valuesets-2026-01-01",
        "valuesets",
        records("full", 1),
        28_873,
    ),
    Line("dmepos/DMEPOS26_JAN.xlsx", "", "dmepos-2026.1", "codes", sheet(7), 3_515),
    Line("dmepos/DMEPOS26_JAN.xlsx", "", "dmepos-2026.1", "fees", states_fees, 222_076),
    Line("hcpcs/HCPC2025_OCT_ANWEB.csv", "", "hcpcs-2025.4", "codes", kinds(0, "3", "D"), 8_463),
    Line("hcpcs/HCPC2025_OCT_ANWEB.csv", "", "hcpcs-2025.4", "modifiers", kinds(0, "7"), 383),
    Line(
        "icd10cm/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx",
        "",
        "icd10cm-conversion-2026",
        "conversions",
        sheet(2),
        5_892,
    ),
    Line(
        _ORDER,
        r"icd10cm[-_]order[-_]2026\.txt",
        "icd10cm-order-2026",
        "codes",
        lines(r"^\d{5} \w+ +1 "),
        74_719,
    ),
    Line(
        _ORDER,
        r"icd10cm[-_]order[-_]2026\.txt",
        "icd10cm-order-2026",
        "headings",
        lines(r"^\d{5} \w+ +0 "),
        23_467,
    ),
    Line(_XML, "drug", "icd10cm-drugs-2026.2", "drugs", lines(r"<(?:mainTerm|term)\b"), 7_430),
    Line(_XML, "neoplasm", "icd10cm-neoplasms-2026.2", "neoplasms", lines(r"<(?:mainTerm|term)\b"), 1_940),
    Line(_XML, "eindex", "icd10cm-external-causes-2026.2", "index", lines(r"<(?:mainTerm|term)\b"), 8_090),
    Line(
        "icd10cm/poa_exempt/POAexemptCodesFY26.txt",
        "",
        "icd10cm-poa-exempt-2026",
        "codes",
        lines(r"^\d{5}\t"),
        38_349,
    ),
    Line(
        "icd10cm/poa_exempt/POAexemptCodesFY25.txt",
        "",
        "icd10cm-poa-exempt-2025",
        "codes",
        lines(r"^\d{5}\t"),
        38_154,
    ),
    Line("icd10pcs/icd10pcs-tables-2026.zip", "xml", "icd10pcs-2026", "tables", lines("<pcsTable>"), 914),
    Line("icd10pcs/icd10pcs-tables-2026.zip", "xml", "icd10pcs-2026", "rows", lines("<pcsRow "), 2_733),
    Line(
        "icd10pcs/icd10pcs-order-2026.zip",
        "pcs_order",
        "icd10pcs-2026",
        "codes",
        lines(r"^\d{5} \w{7} 1 "),
        79_115,
    ),
    Line(
        "icd10pcs/icd10pcs-order-2026.zip",
        "pcs_order",
        "icd10pcs-order-2026",
        "codes",
        lines(r"^\d{5} \w{7} 1 "),
        79_115,
    ),
    Line(
        "icd10pcs/icd10pcs-index-2025.zip",
        "xml",
        "icd10pcs-index-2025",
        "index",
        lines(r"<(?:mainTerm|term)\b"),
        24_484,
    ),
    Line(
        "icd10pcs/icd10pcs-definitions-2026.zip",
        "xml",
        "icd10pcs-definitions-2026",
        "device_aggregation",
        lines("<bodySys>"),
        99,
    ),
    # the rest of Missouri stands there twice
    Line("mpfs/25LOCCO.csv", "", "mpfs-localities-2025", "localities", records("numbered", 1), 109),
    Line("mpfs/ANES2025.csv", "", "anesthesia-factors-2025", "localities", records("numbered"), 109),
    Line("mpfs/GPCI2025.csv", "", "gpci-2025", "gpci", records("numbered"), 109),
    Line("mpfs/PPRRVU2025_Oct.csv", "", "mpfs-2025.4", "relative_values", lines(_CODE), 19_090),
    Line("mpfs/PPRRVU24_JUL.csv", "", "mpfs-2024.3", "relative_values", lines(r"^[0-9A-Z]{5},"), 18_664),
    Line("mpfs/ZIP5_JAN2026.xlsx", "", "zip-locality-2026.1", "zip_codes", sheet(1), 42_956),
    Line("msdrg/msdrg_weights_fy2026.csv", "", "ms-drg-weights-2026", "weights", lines(r"^\d{3},"), 772),
    Line("ncci/mue_dme_2024Q3.csv", "", "mue-dme-2024.3", "limits", lines(r'^"\w{5}"'), 2_928),
    Line(
        "ncci/mue_outpatient_hospital_2024Q3.csv",
        "",
        "mue-outpatient-2024.3",
        "limits",
        lines(r'^"\w{5}"'),
        14_628,
    ),
    Line(
        "ncci/mue_practitioner_2024Q3.csv",
        "",
        "mue-practitioner-2024.3",
        "limits",
        lines(r'^"\w{5}"'),
        14_677,
    ),
    Line(
        "ncci/ncci_addon_codes_2024.csv", "", "ncci-add-on-2024", "add_on_codes", lines(r'^"\w{5}","'), 7_465
    ),
    Line("opps/addendum_b_2025.xlsx", "", "opps-2025.1", "addendum_b", sheet(5), 18_562),
    Line(
        "opps/addendum_b_status_through_2026-04.csv",
        "",
        "opps-2026.2",
        "addendum_b",
        records("coded"),
        19_059,
    ),
    Line(
        "opps/status_indicators.csv",
        "",
        "opps-status-indicators-2026",
        "status_indicators",
        lines(r"^[A-Z]\d?,"),
        31,
    ),
)


def content(line: Line) -> bytes:
    path = DATA / line.path
    if not line.inside:
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        (name,) = (n for n in archive.namelist() if re.search(line.inside, n))
        return archive.read(name)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Release]:
    """Every release the files of the table make, added together as a person adds a folder."""
    if not DATA.exists():
        pytest.skip("the publishers' files are not here")
    paths = sorted({DATA / line.path for line in TABLE})
    undated = [p for p in paths if p.parent.name in {"code_lists", "coverage", "opps"}]
    shelf = tmp_path_factory.mktemp("shelf")
    found = list(outcomes(undated, Told(first=date(2026, 1, 1)), shelf))
    found += outcomes((p for p in paths if p not in undated), Told(), shelf)
    assert not [o for o in found if isinstance(o, ChartproofError)]
    return {o.release.name: o.release for o in found if isinstance(o, Placed)}


@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line.release}/{line.table}")
def test_rows_are_as_many_as_counted_in_the_file(line: Line, made: dict[str, Release]) -> None:
    counted = line.count(content(line))
    release = made[line.release]
    with release.table(line.table).open("rb") as table:
        assert sum(1 for _ in table) - 1 == release.tables[line.table] == counted == line.rows


def test_no_release_is_left_uncounted(made: dict[str, Release]) -> None:
    counted = {line.release for line in TABLE}
    assert not {name for name in made if name not in counted} - _COUNTED_ELSEWHERE


#: Releases whose rows are not the file's own: counted code by code in test_build_icd10cm.py.
_COUNTED_ELSEWHERE = {"icd10cm-2026.2"}
