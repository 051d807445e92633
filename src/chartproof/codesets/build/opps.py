"""OPPS addendum B (CMS, quarterly): status indicator, APC, weight, rate, copayments of each code.

Read as xlsx or csv; descriptors dropped. A file of status indicators with their short labels
(addendum D1) makes its own release.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import iso_day, quarterly
from chartproof.codesets.build.fees import amount
from chartproof.codesets.build.notices import CMS, CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import (
    Columns,
    Headed,
    broken,
    headed,
    is_coded,
    rows,
    sheet_name,
)
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("OPPS", "OPPS-status-indicators")
COLUMNS = (
    "code",
    "status_indicator",
    "apc",
    "relative_weight",
    "payment_rate",
    "national_copayment",
    "minimum_copayment",
    "ira_coinsurance_percentage",
    "adjusted_copayment",
    "pass_through_ends",
    "note",
    "changed",
)
_MONEY = frozenset(COLUMNS[3:9])

_NAME = re.compile(r".*addendum[-_ .]?b.*\.(xlsx|csv|txt)", re.IGNORECASE)
_WANTED = Columns(
    {
        "code": r".*hcpcs ?code",
        "status_indicator": r"si|status ?indicator",
        "apc": r"apc",
        "relative_weight": r"relative weight",
        "payment_rate": r"payment ?rate",
        "national_copayment": r"national unadjusted copayment",
        "minimum_copayment": r"minimum unadjusted copayment",
        "ira_coinsurance_percentage": r".*ira coinsurance percentage",
        "adjusted_copayment": r"adjusted beneficiary copayment",
        "pass_through_ends": r".*pass through expiration.*",
        "note": r"note",
        "changed": r".*change d?|changed|.*indicates a change",
    },
    ("code", "status_indicator", "payment_rate"),
)
_INDICATOR = re.compile(r"[A-Z]\d?")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each addendum B, and one for a list of status indicators."""
    everything = list(files)
    for file in one_form(filter(_is_addendum, everything)):
        yield _addendum(file, told)
    for file in everything:
        named = "status_indicator" in file.name.lower()
        if named and file.head(15).lower().startswith(b"statusindicator"):
            yield _indicators(file, told)


def _is_addendum(file: SourceFile) -> bool:
    named = _NAME.fullmatch(file.name) is not None
    return named and (file.head(2) == b"PK" or b"hcpcs" in file.head().lower())


def _addendum(file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), _WANTED, is_coded)
    of = quarterly(file, told, f"{sheet_name(file)} {table.heading}")
    return Draft(
        name=f"opps-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=(file.sealed(),),
        tables={"addendum_b": (COLUMNS, sorted(_payments(file, table)))},
        counted="addendum_b",
        derived="payment_rate" in table.at and "apc" not in table.at,
    )


def _payments(file: SourceFile, table: Headed) -> Iterator[tuple[str, ...]]:
    for number, row in table.named():
        if not _INDICATOR.fullmatch(row["status_indicator"]):
            says = f"status indicator {row['status_indicator']!r} is none"
            raise broken(file, f"row {number}", says)
        for name in _MONEY & row.keys():
            row[name] = amount(file, number, row[name])
        row["pass_through_ends"] = _day(row.get("pass_through_ends", ""))
        row["changed"] = "yes" if row.get("changed", "").lower() in {"*", "true", "y", "yes"} else ""
        yield tuple(row.get(name, "") for name in COLUMNS)


def _day(text: str) -> str:
    """The day a pass-through ends, or what the file says instead."""
    try:
        return iso_day(text)
    except ValueError:
        return text


def _indicators(file: SourceFile, told: Told) -> Draft:
    if told.first is None:
        raise InputError(file.name, "", "it has no date; say its first day with --first YYYY-MM-DD")
    version = told.version or str(told.first.year)
    found = []
    for number, row in list(rows(file))[1:]:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < 3 or not _INDICATOR.fullmatch(row[0].strip()):
            says = "a status indicator, whether it is paid and its label should stand here"
            raise broken(file, f"row {number}", says)
        found.append((row[0].strip(), row[1].strip().lower(), " ".join(",".join(row[2:]).split())))
    return Draft(
        name=f"opps-status-indicators-{version}",
        system=NAMES[1],
        version=version,
        holds=Period(told.first, told.last),
        clock="service",
        licence=CMS,
        sources=(file.sealed(),),
        tables={"status_indicators": (("status_indicator", "paid", "label"), sorted(found))},
        counted="status_indicators",
        derived=True,
    )
