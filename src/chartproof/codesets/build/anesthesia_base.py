"""Base units of anesthesia (CMS, Anesthesiologists Center: "yyyy anesthesia base units by CPT code"; .xlsx, .csv, .txt).

Title lines, a heading (code, base unit), one row a code of anesthesia; a csv has lost the zeros a code begins
with. A column of descriptors, where there is one, is dropped. Published for a calendar year. No real file was at
hand: read by its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import yearly
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import Columns, Headed, broken, headed, rows
from chartproof.codesets.release import Draft

NAMES = ("anesthesia-base-units",)
BUILDER = 1
COLUMNS = ("code", "base_units")

_NAME = re.compile(r".*anes.*base[ _-]*units?.*\.(csv|xlsx|txt)", re.IGNORECASE)
_WANTED = Columns(
    {
        "code": r"(cpt|hcpcs|anes[a-z]*)?( cpt)? ?codes?|cpt|hcpcs",
        "base_units": r"(?:.* )?base ?units?( value)?s?",
    },
    COLUMNS,
)
_FIRST, _LAST = "00100", "01999"
_UNITS = re.compile(r"\d{1,2}(?:\.0+)?")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each file."""
    for file in one_form(filter(_is_ours, files)):
        yield _draft(file, told)


def _is_ours(file: SourceFile) -> bool:
    named = _NAME.fullmatch(file.name) is not None
    return named and (file.head(2) == b"PK" or b"base" in file.head().lower())


def _draft(file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), _WANTED, _is_row)
    of = yearly(file, told, table.heading)
    return Draft(
        name=f"{NAMES[0]}-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=(file.sealed(),),
        tables={"base_units": (COLUMNS, sorted(_units(file, table)))},
        counted="base_units",
        builder=BUILDER,
    )


def _is_row(row: list[str]) -> bool:
    code = row[0].strip() if len(row) > 1 else ""
    return code.isdigit() and len(code) <= len(_LAST) and _FIRST <= code.zfill(len(_LAST)) <= _LAST


def _units(file: SourceFile, table: Headed) -> Iterator[tuple[str, str]]:
    for number, row in table.named():
        if not _UNITS.fullmatch(row["base_units"]):
            raise broken(file, f"row {number}", f"{row['base_units']!r} is no number of base units")
        yield row["code"].zfill(len(_LAST)), row["base_units"].split(".")[0]
