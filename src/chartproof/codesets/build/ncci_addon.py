"""NCCI add-on codes (CMS): codes paid only beside a primary procedure.

Type 1: the primary codes are all listed. Type 2: none is listed, the contractor knows them. Type
3: some are listed, the contractor may accept more. `CCCCC` stands for "as the contractor defines".
A row has the days of the edit, and the days its two codes were deleted, where they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import quarterly_or_yearly
from chartproof.codesets.build.ncci import day
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import CODE, Columns, Headed, broken, headed, rows
from chartproof.codesets.release import Draft

NAMES = ("NCCI-add-on",)
#: 2: the days the codes were deleted.
BUILDER = 2
COLUMNS = ("add_on", "primary", "type", "first", "last", "add_on_deleted", "primary_deleted", "note")

_NAME = re.compile(r".*(add[-_ ]?on|aoc).*\.(csv|txt|xlsx)", re.IGNORECASE)
_WANTED = Columns(
    {
        "add_on": r".*add on code",
        "primary": r".*primary code",
        "type": r".*(edit type|aoc type|type)",
        "first": r".*eff(ective)?( ?date| ?dt)?",
        "last": r"(aoc )?edit del(etion)?( ?date| ?dt)?|del(etion)?( ?date| ?dt)?",
        "add_on_deleted": r"aoc del( ?date| ?dt)?|add on code del( ?date| ?dt)?",
        "primary_deleted": r"primary code del( ?date| ?dt)?",
        "note": r".*(notes?|instructions?)",
    },
    ("add_on", "primary", "type"),
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each add-on file."""
    ours = (file for file in files if _NAME.fullmatch(file.name) and _is_ours(file))
    for file in one_form(ours, ("xlsx", "csv", "txt")):
        yield _draft(file, told)


def _is_ours(file: SourceFile) -> bool:
    head = file.head()
    return head.startswith(b"PK") or bool(re.search(rb"add.on.code", head, re.IGNORECASE))


def _draft(file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), _WANTED, _is_coded)
    of = quarterly_or_yearly(file, told, table.heading)
    return Draft(
        name=f"ncci-add-on-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=(file.sealed(),),
        tables={"add_on_codes": (COLUMNS, sorted(_codes(file, table)))},
        counted="add_on_codes",
        builder=BUILDER,
    )


def _is_coded(row: list[str]) -> bool:
    return sum(bool(CODE.fullmatch(cell.strip())) or cell.strip() == "CCCCC" for cell in row[:5]) > 1


def _codes(file: SourceFile, table: Headed) -> Iterator[tuple[str, ...]]:
    for number, row in table.named():
        kind = row["type"][:1]
        if kind not in {"1", "2", "3"} or not CODE.fullmatch(row["add_on"]):
            says = f"add-on code {row['add_on']!r} of type {row['type']!r} is none"
            raise broken(file, f"row {number}", says)
        days = (day(file, number, row.get(name, "")) for name in COLUMNS[3:7])
        yield row["add_on"], row["primary"], kind, *days, row.get("note", "")
