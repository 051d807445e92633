"""Medically unlikely edits (CMS, quarterly; Medicaid's own): most units of a code on a line or day.

One file each for practitioner, outpatient hospital and DME supplier services. The adjudication
indicator (MAI): 1 a line edit, 2 an absolute edit of the day by policy, 3 an edit of the day that
documentation may exceed. Medicaid's files have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import quarterly
from chartproof.codesets.build.ncci import set_of
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, one_form
from chartproof.codesets.build.tables import Columns, Headed, broken, headed, is_coded, rows
from chartproof.codesets.release import Draft

NAMES = tuple(
    f"MUE-{whose}{which}" for whose in ("", "Medicaid-") for which in ("practitioner", "outpatient", "DME")
)

_NAME = re.compile(r".*mue.*\.(csv|txt|xlsx)", re.IGNORECASE)
_WANTED = Columns(
    {
        "code": r".*hcpcs( cpt)? code|hcpcs",
        "units": r".*mue (values?|units)",
        "mai": r".*mue adjudication indicator|mue mai|mai",
        "rationale": r".*rationale",
    },
    ("code", "units"),
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each file of units."""
    for file in one_form(filter(_is_ours, files)):
        yield _draft(file, told)


def _is_ours(file: SourceFile) -> bool:
    if not _NAME.fullmatch(file.name) or "change" in file.name.lower():
        return False
    head = file.head()
    return head.startswith(b"PK") or bool(re.search(rb"hcpcs.{1,60}mue", head, re.IGNORECASE | re.DOTALL))


def _draft(file: SourceFile, told: Told) -> Draft:
    table = headed(file, rows(file), _WANTED, is_coded)
    which, of = set_of(file, table.heading), quarterly(file, told, table.heading)
    return Draft(
        name=f"mue-{which.lower()}-{of.version}",
        system=f"MUE-{which}",
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=(file.sealed(),),
        tables={"limits": (("code", "units", "mai", "rationale"), sorted(_limits(file, table)))},
        counted="limits",
    )


def _limits(file: SourceFile, table: Headed) -> Iterator[tuple[str, ...]]:
    seen: set[str] = set()
    for number, row in table.named():
        mai = row.get("mai", "")[:1]
        if not row["units"].isdigit() or mai not in {"", "1", "2", "3"} or row["code"] in seen:
            says = f"units {row['units']!r}, MAI {mai!r} or {row['code']} twice: no limit"
            raise broken(file, f"row {number}", says)
        seen.add(row["code"])
        yield row["code"], row["units"], mai, row.get("rationale", "")
