"""Medicare physician fee schedule, relative value file (CMS: PPRRVUyy_MMM.csv, .xlsx), quarterly.

All relative value units and payment indicators of each code and modifier; descriptors dropped.
From 2026 there are two conversion factors, and the file comes twice: for qualifying APM
participants (QPP) and for all others (nonQPP). The two become one release with both factors; the
first lists fewer codes, none with other values. The file's own mark of whose it is (PRIC IND: 1 and
9) is the same in every row and is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import Edition, quarterly
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile, of_same, one_form
from chartproof.codesets.build.tables import Columns, Headed, broken, headed, is_coded, rows
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

NAMES = ("MPFS",)
NOT_QUALIFYING = "not qualifying"
QUALIFYING = "qualifying APM participant"

_NAME = re.compile(r".*pprrvu.*\.(csv|txt|xlsx)", re.IGNORECASE)
_HEAD = re.compile(rb"relative value file|work_rvu", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d*\.?\d+")
#: Our name of a column to the heading CMS stacks over it.
_HEADINGS = {
    "code": r"hcpcs",
    "modifier": r"mod",
    "status": r"status code",
    "not_used_for_medicare": r"not used for medicare payment",
    "work_rvu": r"work rvu",
    "nonfacility_pe_rvu": r"non ?fac(ility)? pe rvu",
    "nonfacility_na": r"(non ?fac(ility)? )?(na )?indicator|non fac indicator",
    "facility_pe_rvu": r"facility pe rvu",
    "facility_na": r"(facility )?(na )?indicator",
    "mp_rvu": r"mp rvu",
    "nonfacility_total": r"non ?facility total",
    "facility_total": r"facility total",
    "pc_tc": r"pctc ind",
    "global_days": r"glob days",
    "preoperative": r"pre op",
    "intraoperative": r"intra op",
    "postoperative": r"post op",
    "multiple_procedure": r"mult proc",
    "bilateral_surgery": r"bilat surg",
    "assistant_surgery": r"asst surg",
    "co_surgeons": r"co surg",
    "team_surgery": r"team surg",
    "pricing_indicator": r"pric(ing)? ind(icator)?",
    "endoscopic_base": r"endo base",
    "conversion_factor": r"conv(ersion)? factor",
    "physician_supervision": r"(physician supervision of )?diagnostic procedures",
    "calculation_flag": r"calculation flag",
    "imaging_family": r"(diagnostic )?imaging family indicator",
    "opps_nonfacility_pe": r"non ?facility pe used for opps payment amount",
    "opps_facility_pe": r"facility pe used for opps payment amount",
    "opps_mp": r"(facility )?mp used for opps payment amount",
}
_OF_THE_FILE = ("conversion_factor", "pricing_indicator")
COLUMNS = tuple(name for name in _HEADINGS if name not in _OF_THE_FILE)
_NUMBERS = ("work_rvu", "nonfacility_pe_rvu", "facility_pe_rvu", "mp_rvu", "conversion_factor")
_NEEDED = ("code", "modifier", "status", "global_days", *_NUMBERS)
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One file: whom its conversion factor is for, the factors and how many rows have each."""

    file: SourceFile
    of: Edition
    applies_to: str
    rows: list[Row]
    factors: frozenset[str]


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release a quarter, from one file or from the two of 2026 and later."""
    parts: dict[str, list[_Part]] = {}
    for file in one_form(f for f in files if _NAME.fullmatch(f.name) and _is_ours(f)):
        part = _read(file, told)
        parts.setdefault(part.of.version, []).append(part)
    for ours in parts.values():
        yield _draft(_told_apart(ours))


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """The files of a quarter make one release, both or none."""
    ours = (f for f in files if _NAME.fullmatch(f.name))
    return of_same(broken, ours, lambda f: quarterly(f, told).version)


def _is_ours(file: SourceFile) -> bool:
    head = file.head()
    return head.startswith(b"PK") or bool(_HEAD.search(head))


def _read(file: SourceFile, told: Told) -> _Part:
    table = headed(file, rows(file), Columns(_HEADINGS, _NEEDED), is_coded)
    of = quarterly(file, told, table.heading)
    found: list[Row] = []
    factors: set[str] = set()
    marks: set[str] = set()
    for row in _rows(file, table):
        factors.add(row["conversion_factor"])
        marks.add(row.get("pricing_indicator", ""))
        found.append(tuple(row.get(name, "") for name in COLUMNS))
    return _Part(file, of, _whose(file, marks), sorted(found), frozenset(factors))


def _whose(file: SourceFile, marks: set[str]) -> str:
    """Whom a file is for: its name says it, else its own mark."""
    if re.search(r"non[-_ ]?(qpp|apm|qualifying)", file.name, re.IGNORECASE):
        return NOT_QUALIFYING
    if re.search(r"qpp|apm|qualifying", file.name, re.IGNORECASE):
        return QUALIFYING
    return {"9": NOT_QUALIFYING, "1": QUALIFYING}.get(marks.pop() if len(marks) == 1 else "", "all")


def _rows(file: SourceFile, table: Headed) -> Iterator[dict[str, str]]:
    for number, row in table.named():
        for name in _NUMBERS:
            if not _NUMBER.fullmatch(row[name]):
                raise broken(file, f"row {number}", f"{name} {row[name]!r} is no number")
        yield row


def _told_apart(parts: list[_Part]) -> list[_Part]:
    """The files of one quarter, fit to be one release; InputError where they contradict."""
    names = [part.applies_to for part in parts]
    if len(set(names)) < len(names) or ("all" in names and len(names) > 1):
        told = " and ".join(part.file.name for part in parts)
        raise InputError(told, "", f"two relative value files of {parts[0].of.version}; hand in one of them")
    most, *fewer = sorted(parts, key=lambda part: -len(part.rows))
    for part in fewer:
        if other := sorted(set(part.rows) - set(most.rows)):
            says = f"its relative values of {other[0][0]} differ from those of {most.file.name}"
            raise broken(part.file, "", says)
    return sorted(parts, key=lambda part: part.applies_to)


def _draft(parts: list[_Part]) -> Draft:
    of = parts[0].of
    factors = sorted((part.applies_to, factor) for part in parts for factor in part.factors if float(factor))
    return Draft(
        name=f"mpfs-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=tuple(part.file.sealed() for part in parts),
        tables={
            "relative_values": (COLUMNS, max(parts, key=lambda part: len(part.rows)).rows),
            "conversion_factors": (("applies_to", "conversion_factor"), factors),
        },
        counted="relative_values",
    )
