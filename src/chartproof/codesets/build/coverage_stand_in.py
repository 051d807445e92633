"""Coverage lists that stand in for an export of the Medicare Coverage Database until one is there.

mcd_documents_YYYY-MM.csv: titles, contractors and dates of LCDs and articles, without codes (CMS).
coverage_valuesets_codes.csv: codes of some determinations as a third party encoded them (Apache
License 2.0). Both derived; no descriptor of a CPT code is stored.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import iso_day
from chartproof.codesets.build.notices import AMA_NOTICE, CMS
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken, clean, csv_rows
from chartproof.codesets.release import Draft, Licence
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("COVERAGE-documents", "COVERAGE-valuesets")
DOCUMENTS = ("document", "kind", "version", "title", "first", "retired", "contractors", "note", "updated")
VALUESETS = ("determination", "valueset", "system", "code")

_DOCUMENTS = ("contractor_name_type", "document_display_id", "document_id", "document_type")
_VALUESETS = ("determination_path", "file", "valueset", "system", "code", "display")
_SYSTEMS = (
    ("ICD-10-PCS", re.compile(r"[0-9A-HJ-NP-Z]{7}")),
    ("ICD-10-CM", re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")),
    ("HCPCS", re.compile(r"[A-Z]\d{4}")),
    ("CPT", re.compile(r"\d{4}[0-9A-Z]")),
)
_WITH_CPT = Licence(
    name="Apache License 2.0, with CPT numbers (AMA)",
    redistributable=False,
    notice=f"Value sets encoded by a third party, Apache License 2.0. {AMA_NOTICE}",
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each of the two files."""
    for file in files:
        if not file.name.lower().endswith(".csv"):
            continue
        head = file.head(200).decode("latin-1").removeprefix("\xef\xbb\xbf")
        if head.startswith(",".join(_DOCUMENTS)):
            yield _documents(file, told)
        elif head.startswith(",".join(_VALUESETS)):
            yield _valuesets(file, told)


def _documents(file: SourceFile, told: Told) -> Draft:
    holds = _month(file, told)
    version = holds.first.isoformat()[:7]
    return Draft(
        name=f"coverage-documents-{version}",
        system=NAMES[0],
        version=version,
        holds=holds,
        clock="service",
        licence=CMS,
        sources=(file.sealed(),),
        tables={"documents": (DOCUMENTS, sorted(_document_rows(file)))},
        counted="documents",
        derived=True,
    )


def _month(file: SourceFile, told: Told) -> Period:
    found = re.search(r"(20\d\d)-(\d\d)", file.name)
    if told.first and not found:
        return Period(told.first, told.last)
    if not found:
        raise InputError(file.name, "", "nothing says of which month it is; say --first YYYY-MM-DD")
    year, month = int(found[1]), int(found[2])
    last = date(year, month, calendar.monthrange(year, month)[1])
    return Period(date(year, month, 1), last)


def _document_rows(file: SourceFile) -> Iterator[tuple[str, ...]]:
    for number, row in _named(file):
        try:
            days = [
                iso_day(row[n].replace("N/A", ""))
                for n in ("effective_date", "retirement_date", "updated_on")
            ]
        except ValueError as error:
            raise broken(file, f"line {number}", str(error)) from error
        contractors = "; ".join(clean(part) for part in row["contractor_name_type"].split("\n\n"))
        yield (
            row["document_display_id"],
            row["document_type"],
            row["document_version"],
            clean(row["title"]),
            days[0],
            days[1],
            contractors,
            clean(row["note"]),
            days[2],
        )


def _valuesets(file: SourceFile, told: Told) -> Draft:
    if told.first is None:
        raise InputError(file.name, "", "it has no date; say its first day with --first YYYY-MM-DD")
    version = told.version or told.first.isoformat()
    return Draft(
        name=f"coverage-valuesets-{version}",
        system=NAMES[1],
        version=version,
        holds=Period(told.first, told.last),
        clock="service",
        licence=_WITH_CPT,
        sources=(file.sealed(),),
        tables={"valuesets": (VALUESETS, sorted(_valueset_rows(file)))},
        counted="valuesets",
        derived=True,
    )


def _valueset_rows(file: SourceFile) -> Iterator[tuple[str, ...]]:
    for _, row in _named(file):
        code = clean(row["code"])
        system = next((name for name, shape in _SYSTEMS if shape.fullmatch(code)), "")
        yield clean(row["determination_path"]), clean(row["valueset"]), system, code


def _named(file: SourceFile) -> Iterator[tuple[int, dict[str, str]]]:
    every = csv_rows(file)
    _, heading = next(every)
    for number, row in every:
        if any(row):
            if len(row) != len(heading):
                says = f"the row has {len(row)} of {len(heading)} columns"
                raise broken(file, f"line {number}", says)
            yield number, dict(zip(heading, row, strict=True))
