"""ICD-10-PCS tables (CMS: icd10pcs_tables_YYYY.xml) and order file (icd10pcs_order_YYYY.txt).

A code is valid when each of its characters stands in the same row of its table; every row is
enumerated. With the order file of the same year at hand each code has its titles, and the two must
agree. The order file alone makes the release `icd10pcs-order`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import Edition, clean, edition, is_xml_of, xml_root
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.order_list import Rows, order_rows, tables
from chartproof.codesets.build.source import SourceFile, of_same
from chartproof.codesets.release import Draft, Source, Table
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

NAMES = ("ICD-10-PCS", "ICD-10-PCS-order")
_ORDER = re.compile(r"icd10pcs[-_]order[-_](?!addenda).*\.txt", re.IGNORECASE)
_VALUE = re.compile(r"[0-9A-HJ-NP-Z]")


@dataclass(slots=True)
class _Rows:
    tables: list[tuple[str, ...]] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    axes: list[tuple[str, ...]] = field(default_factory=list)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """A release of the tables and one of the order file, for each year at hand."""
    everything = list(files)
    orders = {edition(f, told): f for f in everything if is_order_file(f)}
    for file in everything:
        if is_xml_of(file, "ICD10PCS.tabular"):
            of = edition(file, told)
            order = next((f for e, f in orders.items() if e == of), None)
            yield _draft(file, of, order)
    for of, order in orders.items():
        yield order_draft(of, order_rows(order), (order.sealed(),))


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """Tables are not made without the order file that was handed in with them."""
    if is_order_file(broken):
        tables_of = (f for f in files if is_xml_of(f, "ICD10PCS.tabular"))
        yield from of_same(broken, tables_of, lambda f: edition(f, told))


def is_order_file(file: SourceFile) -> bool:
    """Say whether a file is an ICD-10-PCS order file, by its name and first line (a cut one is read, and refused)."""
    if not _ORDER.fullmatch(file.name):
        return False
    found = re.match(rb"(\xef\xbb\xbf)?00001 [0-9A-Z]{3} {5}0 \S", file.head(64))
    return bool(found) or file.is_cut_in_its_first_line()


def order_draft(of: Edition, rows: Rows, sources: tuple[Source, ...], *, derived: bool = False) -> Draft:
    """The release of one list of codes, published whole or derived from addenda."""
    return Draft(
        name=f"icd10pcs-order-{of.version}",
        system=NAMES[1],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=CMS,
        sources=sources,
        tables=tables(rows.values(), dots=False),
        counted="codes",
        derived=derived,
    )


def _draft(file: SourceFile, of: Edition, order: SourceFile | None) -> Draft:
    found = _Rows()
    for table in xml_root(file).iterfind("pcsTable"):
        _table(file, table, found)
    if not found.codes:
        raise InputError(file.name, "", "holds no pcsTable; get the file from the publisher again")
    titles = order_rows(order) if order else {}
    if order:
        _same_codes(file, order, set(found.codes), {c for c, r in titles.items() if r.is_valid})
    return Draft(
        name=f"icd10pcs-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=CMS,
        sources=tuple(f.sealed() for f in (file, order) if f),
        tables=_tables(found, titles),
        counted="codes",
    )


def _tables(found: _Rows, titles: Rows) -> Mapping[str, Table]:
    def codes() -> Iterator[tuple[str, ...]]:
        for code, (table, row) in sorted(found.codes.items()):
            told = titles.get(code)
            yield code, table, row, told.short if told else "", told.title if told else ""

    definitions = ("section", "body_system", "operation", "definition")
    return {
        "tables": (("table", *definitions), sorted(found.tables)),
        "rows": (("table", "row", "codes"), found.rows),
        "axes": (("table", "row", "position", "axis", "value", "label"), found.axes),
        "codes": (("code", "table", "row", "short_title", "title"), codes()),
    }


def _table(file: SourceFile, table: etree._Element, found: _Rows) -> None:
    top = sorted(table.iterfind("axis"), key=lambda a: a.get("pos") or "")
    name = "".join(label.get("code") or "" for axis in top for label in axis.iterfind("label"))
    if len(name) != 3 or not all(map(_VALUE.fullmatch, name)):
        raise InputError(
            file.name, f"line {table.sourceline}", "a pcsTable has not its first three characters"
        )
    labels = [clean(a.findtext("label")) for a in top]
    found.tables.append((name, *labels, clean(top[2].findtext("definition"))))
    for number, row in enumerate(table.iterfind("pcsRow"), 1):
        _row(file, row, name, f"{number:03}", found)


def _row(file: SourceFile, row: etree._Element, table: str, number: str, found: _Rows) -> None:
    axes = sorted(row.iterfind("axis"), key=lambda a: a.get("pos") or "")
    values = [[label.get("code") or "" for label in axis.iterfind("label")] for axis in axes]
    said = row.get("codes") or ""
    count = prod(map(len, values)) if len(values) == 4 else 0
    if (
        not count
        or (said and said != str(count))
        or not all(_VALUE.fullmatch(v) for vs in values for v in vs)
    ):
        says = f"table {table}: a row of {count} codes where {said or 'four axes of values'} should be"
        raise InputError(file.name, f"line {row.sourceline}", says)
    found.rows.append((table, number, str(count)))
    for axis in axes:
        title = clean(axis.findtext("title"))
        for label in axis.iterfind("label"):
            told = (axis.get("pos") or "", title, label.get("code") or "", clean(label.text))
            found.axes.append((table, number, *told))
    for characters in product(*values):
        found.codes.setdefault(table + "".join(characters), (table, number))


def _same_codes(file: SourceFile, order: SourceFile, made: set[str], listed: set[str]) -> None:
    if differing := sorted(made ^ listed):
        where = file.name if differing[0] in made else order.name
        more = f"{len(differing)} codes differ from {order.name}"
        says = f"{more} ({differing[0]} only in {where}); give files of one edition"
        raise InputError(file.name, "", says)
