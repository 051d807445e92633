"""Medicare Coverage Database exports (CMS, weekly: current_article, current_lcd, ncd, as csv).

The tables of an export that decide coverage, by document and version: which diagnoses a billing
article covers or does not, for which procedures and with which modifiers (groups tie them together;
what a group is for stands in its own words), in whose jurisdiction, and which document belongs to
which. Each archive holds an archive of csv files. The documents' long texts and all descriptors are
dropped. No real export was at hand: columns are those of the database's data dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import iso_day
from chartproof.codesets.build.external_sort import by_first
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken, clean, csv_rows
from chartproof.codesets.release import Draft, Table
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("COVERAGE",)
#: 2: groups in their words, national documents, inpatient procedures, states; first days of LCDs never revised.
BUILDER = 2

_DOCUMENT = {"document": "{d}_id", "version": "{d}_version"}
_CONTRACTOR = {
    "contractor": "contractor_id",
    "type": "contractor_type_id",
    "contractor_version": "contractor_version",
}
_DIAGNOSES = {
    "group": "icd10_{c}_group|icd10_group",
    "code": "icd10_code_id",
    "range": "range",
    "asterisk": "?asterisk",
}
_RELATED = {"article": "?r_article_id", "lcd": "?r_lcd_id", "ncd": "?r_ncd_id|ncd_id"}


def _words_of(group: str) -> dict[str, str]:
    return _DOCUMENT | {"group": group, "text": "paragraph"}


#: File of the export ({d} stands for article or lcd) to the table it fills and its columns:
#: ours to theirs; `|` other names, of which the first with something in it speaks, `?` may be missing.
_EXPORT: dict[str, tuple[str, dict[str, str]]] = {
    "{d}": (
        "documents",
        _DOCUMENT
        | {
            "display": "?display_id",
            "title": "title",
            "type": "?article_type",
            "status": "?status",
            "section": "?",
            "coverage": "?",
            "first": "?article_eff_date|rev_eff_date|orig_det_eff_date|effective_date",
            "last": "?article_end_date|article_rev_end_date|rev_end_date|ent_det_end_date",
            "retired": "?date_retired",
        },
    ),
    "{d}_x_icd10_covered": ("covered_diagnoses", _DOCUMENT | _DIAGNOSES),
    "{d}_x_icd10_noncovered": ("noncovered_diagnoses", _DOCUMENT | _DIAGNOSES),
    "{d}_x_icd10_covered_group": (
        "covered_diagnosis_groups",
        _words_of("icd10_covered_group") | {"asterisk": "?icd10_covered_ast"},
    ),
    "{d}_x_icd10_noncovered_group": (
        "noncovered_diagnosis_groups",
        _words_of("icd10_noncovered_group"),
    ),
    "{d}_x_hcpc_code_group": ("procedure_groups", _words_of("hcpc_code_group")),
    "{d}_x_hcpc_modifier_group": ("modifier_groups", _words_of("hcpc_modifier_group")),
    "{d}_x_icd10_pcs_code": (
        "inpatient_procedures",
        _DOCUMENT | {"group": "?icd10_pcs_code_group", "code": "icd10_pcs_code_id", "range": "?range"},
    ),
    "{d}_x_hcpc_code": (
        "procedures",
        _DOCUMENT | {"group": "hcpc_code_group", "code": "hcpc_code_id", "range": "?range"},
    ),
    "{d}_x_hcpc_modifier": (
        "modifiers",
        _DOCUMENT | {"group": "?hcpc_modifier_group", "code": "hcpc_modifier_code_id"},
    ),
    "{d}_x_bill_code": ("bill_types", _DOCUMENT | {"code": "bill_code_id"}),
    "{d}_x_revenue_code": ("revenue_codes", _DOCUMENT | {"code": "revenue_code_id"}),
    "{d}_x_contractor": ("document_contractors", _DOCUMENT | _CONTRACTOR),
    "{d}_x_primary_jurisdiction": ("document_states", _DOCUMENT | {"state": "state_id"}),
    "{d}_related_documents": ("related_documents", _DOCUMENT | _RELATED),
    "{d}_related_ncd_documents": ("related_documents", _DOCUMENT | _RELATED),
    "contractor": (
        "contractors",
        _CONTRACTOR
        | {"name": "contractor_bus_name", "number": "?contractor_number", "dme_region": "?dmerc_rgn"},
    ),
    "contractor_jurisdiction": (
        "jurisdictions",
        _CONTRACTOR | {"state": "state_id", "first": "?active_date", "last": "?term_date"},
    ),
    "state_lookup": (
        "states",
        {"state": "state_id", "abbreviation": "state_abbrev", "name": "?description"},
    ),
    "ncd_trkg": (
        "documents",
        {
            "document": "ncd_id",
            "version": "ncd_vrsn_num",
            "display": "?",
            "title": "ncd_mnl_sect_title",
            "type": "?",
            "status": "?",
            "section": "?ncd_mnl_sect",
            "coverage": "?cvrg_lvl_cd",
            "first": "?ncd_efctv_dt",
            "last": "?ncd_trmntn_dt",
            "retired": "?",
        },
    ),
}
_DAYS = frozenset({"first", "last", "retired"})
_TEXTS = frozenset({"text", "asterisk"})
#: A number of a document, or 0 where there is none.
_NUMBERS = frozenset(_RELATED)
_TAG = re.compile(r"<[^>]*>")
#: These name no document of their own.
_SHARED = frozenset({"contractors", "jurisdictions", "states"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of the export: what fills which table, and of which kind of document."""

    file: SourceFile
    kind: str
    table: str
    columns: dict[str, str]


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release of all the files of an export that are there."""
    parts = [part for file in files if (part := _part(file))]
    if not any(part.table == "documents" for part in parts):
        return
    holds = _holds(parts[0].file, told)
    tables: dict[str, list[_Part]] = {}
    for part in parts:
        tables.setdefault(part.table, []).append(part)
    version = holds.first.isoformat()
    yield Draft(
        name=f"coverage-{version}",
        system=NAMES[0],
        version=version,
        holds=holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=tuple(part.file.sealed() for part in parts),
        tables={name: _table(ours) for name, ours in sorted(tables.items())},
        counted="documents",
        builder=BUILDER,
    )


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """The files of an export make one release, all or none."""
    yield from (f for f in files if _part(f))


def _part(file: SourceFile) -> _Part | None:
    name = file.name.lower()
    for pattern, (table, columns) in _EXPORT.items():
        for document in ("article", "lcd") if "{d}" in pattern else ("ncd",):
            if name == pattern.format(d=document) + ".csv":
                named = {
                    ours: theirs.format(d=document, c="noncovered" if "non" in table else "covered")
                    for ours, theirs in columns.items()
                }
                head = file.head(3000).split(b"\n", 1)[0].decode("latin-1").lower()
                first = next(iter(named.values()))
                if file.is_cut_in_its_first_line():
                    raise broken(file, "line 1", "the heading is cut off")
                return _Part(file, document.upper(), table, named) if first in head else None
    return None


def _holds(file: SourceFile, told: Told) -> Period:
    """The export is of the week it was made in: a day in the archive's name, else told."""
    found = re.search(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)", file.path.name)
    if told.first and not found:
        return Period(told.first, told.last)
    if not found:
        says = "nothing says when the export was made; say it with --first YYYY-MM-DD"
        raise InputError(file.name, "", says)
    return Period(date(int(found[1]), int(found[2]), int(found[3])), told.last)


def _table(parts: list[_Part]) -> Table:
    own = tuple(parts[0].columns)
    shared = parts[0].table in _SHARED
    columns = own if shared else ("kind", *own)
    rows = (row for part in parts for row in _rows(part, shared=shared))
    ordered = by_first(rows, len(columns))
    return columns, _once(ordered)


def _once(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Both archives of an export carry the contractors: each row stands once."""
    last: tuple[str, ...] = ()
    for row in rows:
        if row != last:
            yield row
        last = row


def _rows(part: _Part, *, shared: bool) -> Iterator[tuple[str, ...]]:
    every = csv_rows(part.file)
    _, heading = next(every, (0, []))
    at = _places(part, [cell.strip().lower() for cell in heading])
    for number, row in every:
        if not any(row):
            continue
        if len(row) != len(heading):
            says = f"the row has {len(row)} of {len(heading)} columns"
            raise broken(part.file, f"line {number}", says)
        told = tuple(_told(part, number, name, [row[i] for i in among]) for name, among in at.items())
        if part.table != "related_documents" or any(told[2:]):
            yield told if shared else (part.kind, *told)


def _places(part: _Part, heading: list[str]) -> dict[str, list[int]]:
    """Where each column of ours may stand in the file, the best place first."""
    at: dict[str, list[int]] = {}
    for ours, theirs in part.columns.items():
        names = theirs.lstrip("?").split("|")
        at[ours] = [heading.index(name) for name in names if name in heading]
        if not at[ours] and not theirs.startswith("?"):
            raise broken(part.file, "heading", f"there is no column {names[0]}")
    return at


def _told(part: _Part, number: int, name: str, cells: list[str]) -> str:
    """What the first cell that says something says."""
    return next(filter(None, (_cell(part, number, name, cell) for cell in cells)), "")


def _cell(part: _Part, number: int, name: str, text: str) -> str:
    if name in _TEXTS:
        return clean(unescape(_TAG.sub(" ", text)))
    text = clean(text)
    if text == "N/A" or (text == "0" and name in _NUMBERS):
        return ""
    if name not in _DAYS or not text:
        return text
    try:
        return iso_day(text)
    except ValueError as error:
        raise broken(part.file, f"line {number}", str(error)) from error
