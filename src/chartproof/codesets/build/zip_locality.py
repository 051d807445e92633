"""ZIP code to carrier locality (CMS, quarterly: ZIP5_MMMyyyy.xlsx or csv)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import quarterly
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import Columns, Headed, broken, headed, rows
from chartproof.codesets.release import Draft

NAMES = ("ZIP-locality",)
COLUMNS = (
    "zip",
    "state",
    "carrier",
    "locality",
    "rural",
    "lab_locality",
    "rural_2",
    "plus_four",
    "part_b_drug",
)

_NAME = re.compile(r".*zip5.*\.(xlsx|csv)", re.IGNORECASE)
_WANTED = Columns(
    {
        "state": r"state",
        "zip": r"zip code",
        "carrier": r"carrier",
        "locality": r"(pricing )?locality",
        "rural": r"rural ind(icator)?",
        "lab_locality": r".*lab cb locality",
        "rural_2": r"rural ind(icator)? ?2",
        "plus_four": r"plus (4|four) flag",
        "part_b_drug": r"part b (drug|payment) indicator",
        "quarter": r"year (qtr|quarter)",
    },
    ("state", "zip", "carrier", "locality"),
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each file of five-digit ZIP codes."""
    for file in one_form(filter(_is_ours, files)):
        yield _draft(file, told)


def _is_ours(file: SourceFile) -> bool:
    named = _NAME.fullmatch(file.name) is not None
    return named and (file.head(2) == b"PK" or b"ZIP CODE" in file.head(500).upper())


def _draft(file: SourceFile, told: Told) -> Draft:
    of = quarterly(file, told)
    table = headed(file, rows(file), _WANTED, _is_row)
    return Draft(
        name=f"zip-locality-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS,
        sources=(file.sealed(),),
        tables={"zip_codes": (COLUMNS, sorted(_rows(file, table, of.version)))},
        counted="zip_codes",
    )


def _is_row(row: list[str]) -> bool:
    return len(row) > 3 and bool(re.fullmatch(r"[A-Z]{2}", row[0].strip())) and row[1].strip().isdigit()


def _rows(file: SourceFile, table: Headed, version: str) -> Iterator[tuple[str, ...]]:
    for number, row in table.named():
        quarter = row.get("quarter", "")
        if quarter and f"{quarter[:4]}.{quarter[4:]}" != version:
            says = f"the row is of {quarter}, the file of {version}"
            raise broken(file, f"row {number}", says)
        row |= {
            "zip": row["zip"].zfill(5),
            "carrier": row["carrier"].zfill(5),
            "locality": row["locality"].zfill(2),
        }
        yield tuple(row.get(name, "") for name in COLUMNS)
