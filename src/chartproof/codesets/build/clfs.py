"""Clinical laboratory fee schedule (CMS, quarterly: CLFS yyyy Qn, PUF_CLFS_CYyyyy_QnV1; .csv, .xlsx, .txt).

Columns as published since 2018: YEAR, HCPCS, MOD (QW: waived), EFF_DATE, INDICATOR (N national, L
local), RATE, SHORTDESC, LONGDESC, EXTENDEDLONGDESC. Descriptors dropped. A rate of 0 is none: the
contractor prices the test. No real file was at hand: read by its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import iso_day, quarterly
from chartproof.codesets.build.fees import amount
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import CODE, Columns, Headed, broken, headed, rows
from chartproof.codesets.release import Draft

NAMES = ("CLFS",)
#: 2: a rate of 0 is none.
BUILDER = 2
COLUMNS = ("code", "modifier", "effective", "indicator", "rate")

_NAME = re.compile(r".*(clfs|clab).*\.(csv|xlsx|txt)", re.IGNORECASE)
_WANTED = Columns(
    {
        "year": r".*year",
        "code": r".*hcpcs( code)?",
        "modifier": r"mod(ifier)?",
        "effective": r"eff(ective)?( date| dt)?",
        "indicator": r"indicator",
        "rate": r"rate|.*fee|payment( amount)?",
    },
    ("code", "modifier", "rate"),
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each laboratory fee file."""
    for file in one_form(filter(_is_ours, files)):
        yield _draft(file, told)


def _is_ours(file: SourceFile) -> bool:
    named = _NAME.fullmatch(file.name) is not None
    return named and (file.head(2) == b"PK" or b"hcpcs" in file.head().lower())


def _draft(file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), _WANTED, _is_row)
    of = quarterly(file, told, table.heading)
    return Draft(
        name=f"clfs-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=(file.sealed(),),
        tables={"fees": (COLUMNS, sorted(_fees(file, table)))},
        counted="fees",
        builder=BUILDER,
    )


def _is_row(row: list[str]) -> bool:
    return any(CODE.fullmatch(cell.strip()) for cell in row[:2]) and len(row) > 2


def _fees(file: SourceFile, table: Headed) -> Iterator[tuple[str, ...]]:
    for number, row in table.named():
        if not CODE.fullmatch(row["code"]):
            raise broken(file, f"row {number}", f"{row['code']!r} is no code")
        try:
            row["effective"] = iso_day(row.get("effective", ""))
        except ValueError as error:
            raise broken(file, f"row {number}", str(error)) from error
        rate = amount(file, number, row["rate"])
        row["rate"] = rate if rate and Decimal(rate) else ""
        yield tuple(row.get(name, "") for name in COLUMNS)
