"""Codes of national coverage determinations: ncd_codes_YYYY-MM-DD.csv, a list that a person makes.

The export of the Medicare Coverage Database gives national determinations no codes. CMS publishes them by
determination in workbooks of several forms (the laboratory's every quarter, others with each change request): of the
ones that one is held to a list of this form is made, `ncd,title,first,last,list,code`, a line a code. `list` is
`procedure` (what the determination speaks of), `covered` or `noncovered` (diagnoses).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import iso_day
from chartproof.codesets.build.notices import CMS_WITH_CPT
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken, clean, csv_rows
from chartproof.codesets.release import Draft, Table
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("COVERAGE-national",)
HEADING = ("ncd", "title", "first", "last", "list", "code")
_LISTS = {
    "procedure": "procedures",
    "covered": "covered_diagnoses",
    "noncovered": "noncovered_diagnoses",
}
_KEY = ("kind", "document", "version")
_DOCUMENTS = (*_KEY, "display", "title", "type", "status", "section", "coverage", "first", "last", "retired")
_CODES = (*_KEY, "group", "code", "range", "asterisk")
_NCD = re.compile(r"\d{1,3}(\.\d{1,3}){0,3}")
_CODE = {
    "procedure": re.compile(r"[0-9A-Z]\d{3}[0-9A-Z]"),
    "": re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"),
}


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release of each list."""
    for file in files:
        if file.name.lower().endswith(".csv") and _is_list(file):
            yield _draft(file, told)


def _is_list(file: SourceFile) -> bool:
    head = file.head(200).decode("latin-1").removeprefix("\xef\xbb\xbf").split("\n", 1)[0]
    return head.strip().lower() == ",".join(HEADING)


def _draft(file: SourceFile, told: Told) -> Draft:
    holds = _holds(file, told)
    version = holds.first.isoformat()
    rows = list(_rows(file))
    documents = {
        ncd: ("NCD", ncd, "1", "", title, "", "", ncd, "", first, last, "")
        for ncd, title, first, last, _, _ in rows
    }
    tables: dict[str, Table] = {"documents": (_DOCUMENTS, sorted(documents.values()))}
    for word, name in _LISTS.items():
        ours = {("NCD", row[0], "1", "1", row[5], "N", "") for row in rows if row[4] == word}
        tables[name] = (_CODES, sorted(ours))
    return Draft(
        name=f"coverage-national-{version}",
        system=NAMES[0],
        version=version,
        holds=holds,
        clock="service",
        licence=CMS_WITH_CPT,
        sources=(file.sealed(),),
        tables=tables,
        counted="documents",
        derived=True,
    )


def _holds(file: SourceFile, told: Told) -> Period:
    found = re.search(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)", file.name)
    if told.first:
        return Period(told.first, told.last)
    if not found:
        says = (
            "nothing says from which day it holds; write it into the name, or say it with --first YYYY-MM-DD"
        )
        raise InputError(file.name, "", says)
    try:
        return Period(date(int(found[1]), int(found[2]), int(found[3])), told.last)
    except ValueError:
        raise InputError(file.name, "", "the day in its name is none") from None


def _rows(file: SourceFile) -> Iterator[tuple[str, ...]]:
    every = csv_rows(file)
    next(every)
    titles: dict[str, tuple[str, ...]] = {}
    for number, row in every:
        if any(row):
            told = tuple(clean(cell) for cell in row)
            says = _wrong(told)
            if says:
                raise broken(file, f"line {number}", says)
            try:
                first, last = iso_day(told[2]), iso_day(told[3])
            except ValueError as error:
                raise broken(file, f"line {number}", str(error)) from error
            made = (told[0], told[1], first, last, told[4].lower(), told[5].upper())
            if titles.setdefault(made[0], made[1:4]) != made[1:4]:
                raise broken(file, f"line {number}", f"NCD {made[0]} has another title or other days before")
            yield made


def _wrong(told: tuple[str, ...]) -> str | None:
    """What is wrong with a line; None where nothing is."""
    if len(told) != len(HEADING):
        return f"the row has {len(told)} of {len(HEADING)} columns"
    if not _NCD.fullmatch(told[0]) or not told[2]:
        return "it begins with the section of the NCD manual, as 190.22, and its first day is written"
    if told[4].lower() not in _LISTS:
        return f"list is one of {', '.join(_LISTS)}"
    shape = _CODE.get(told[4].lower(), _CODE[""])
    return None if shape.fullmatch(told[5].upper()) else "the code has not the form of its list"
