"""ICD-10-CM Conversion Table (CDC/NCHS: ICD-10-CM-CONVERSION-TABLE-FYyyyy.xlsx).

Each code assigned since 2016, the day it came into force, and what was coded before. The cell of
previous codes is free text ("S72.8X1A, S72.8X2A", "I63.011 AND I63.012", "H35.20-H35.23", "None");
it is kept, and the codes and ranges it names are rows of their own. `joined`: `and` when together
they are one former assignment, `or` when each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import CODE, LICENCE_CM, clean, dotted, edition
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import xlsx_rows
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

NAMES = ("ICD-10-CM-conversion",)
_NAME = re.compile(r"ICD-?10-?CM[-_ ]CONVERSION[-_ ]TABLE.*\.xlsx", re.IGNORECASE)
_NAMED = re.compile(rf"\b({CODE})(?:\.?-(?![A-Z]))?(?: ?- ?({CODE}))?")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each conversion table."""
    for file in files:
        if _NAME.fullmatch(file.name) and file.head(2) == b"PK":
            of = edition(file, told)
            assigned = sorted(_assigned(file))
            yield Draft(
                name=f"icd10cm-conversion-{of.version}",
                system=NAMES[0],
                version=of.version,
                holds=of.holds,
                clock="discharge",
                licence=LICENCE_CM,
                sources=(file.sealed(),),
                tables={
                    "conversions": (("code", "effective", "previous"), assigned),
                    "previous": (("code", "first", "last", "joined"), list(_previous(assigned))),
                },
                counted="conversions",
            )


def _assigned(file: SourceFile) -> Iterator[tuple[str, str, str]]:
    is_below = False
    for number, cells in xlsx_rows(file):
        row = [clean(cell) for cell in cells]
        if not any(row):
            continue
        if not is_below:
            is_below = row[0].lower().startswith("current code")
            continue
        code, effective = dotted(row[0]), _day(row[1])
        if len(row) < 3 or not re.fullmatch(CODE, code) or not effective or not row[2]:
            says = "a code, when it came into force and what was coded before should stand here"
            raise InputError(file.name, f"row {number}", says)
        yield code, effective, row[2]
    if not is_below:
        says = "no row is headed `Current code assignment`; is it the table?"
        raise InputError(file.name, "", says)


def _day(cell: str) -> str:
    """A year means the 1 October in which its fiscal year's codes came into force."""
    if re.fullmatch(r"20\d\d", cell):
        return date(int(cell), 10, 1).isoformat()
    return cell if re.fullmatch(r"20\d\d-\d\d-\d\d", cell) else ""


def _previous(assigned: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str, str]]:
    for code, _, told in assigned:
        joined = "and" if re.search(r"\band\b|&", told, re.IGNORECASE) else "or"
        for found in _NAMED.finditer(told):
            first, last = found.groups()
            yield code, first, last or "", joined
