"""ICD-10-CM Alphabetic Index: the XML (CDC/NCHS: icd10cm-index-YYYY.xml) or a flattened csv.

The csv (Level, Term, See, SeeAlso, NonEssModif, Code) was made from the XML or with index addenda
applied; its release is derived. Every term comes with its path, and every See with where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import LICENCE_CM, clean, edition, is_xml_of, xml_root
from chartproof.codesets.build.index_references import BUILDER, UNRESOLVED, References, references
from chartproof.codesets.build.index_references import COLUMNS as LEADS
from chartproof.codesets.build.index_terms import (
    COLUMNS,
    Path,
    Term,
    by_path,
    code_and_manifestation,
    xml_terms,
)
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import csv_rows
from chartproof.codesets.release import Draft, Table
from chartproof.model.errors import InputError

NAMES = ("ICD-10-CM-index",)
_CSV = re.compile(r"(?:\w+,)*Level,Term,See,SeeAlso,NonEssModif,Code")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each Alphabetic Index."""
    for file in files:
        if is_index_xml(file):
            yield _draft(file, told, list(xml_terms(xml_root(file))), derived=False)
        elif _is_csv(file):
            yield _draft(file, told, list(_csv_terms(file)), derived=True)


def is_index_xml(file: SourceFile) -> bool:
    """Say whether a file is the index of diseases, not of external causes and no table."""
    if not is_xml_of(file, "ICD10CM.index"):
        return False
    head = file.head()
    return b"indexHeading" not in head and b"EXTERNAL CAUSE" not in head.upper()


def is_index(file: SourceFile) -> bool:
    """Say whether a file is an index of diseases, as published or flattened."""
    return is_index_xml(file) or _is_csv(file)


def _is_csv(file: SourceFile) -> bool:
    if not file.name.lower().endswith(".csv"):
        return False
    return bool(_CSV.match(file.head(256).decode("utf-8-sig", "replace")))


def _draft(file: SourceFile, told: Told, terms: list[Term], *, derived: bool) -> Draft:
    of = edition(file, told, halved=not derived)
    if not terms:
        raise InputError(file.name, "", "holds no terms; get the file from the publisher again")
    return Draft(
        name=f"icd10cm-index-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        builder=BUILDER,
        licence=LICENCE_CM,
        sources=(file.sealed(),),
        tables=index_tables(terms),
        counted="index",
        derived=derived,
    )


def index_tables(terms: list[Term]) -> dict[str, Table]:
    """The tables of an index: its terms, where See leads, and what leads nowhere."""
    ordered = by_path(terms)
    resolved, unresolved = references(ordered, References(terms))
    return {
        "index": (COLUMNS, (term.row() for term in ordered)),
        "references": (LEADS, resolved),
        "unresolved": (UNRESOLVED, unresolved),
    }


def _csv_terms(file: SourceFile) -> Iterator[Term]:
    path: Path = ()
    rows = csv_rows(file)
    _, heading = next(rows)
    for number, row in rows:
        if not any(row):
            continue
        if len(row) != len(heading):
            says = f"the row has {len(row)} of {len(heading)} columns; get the file again"
            raise InputError(file.name, f"line {number}", says)
        term = _csv_term(file, number, dict(zip(heading, map(clean, row), strict=True)), path)
        path = term.path
        yield term


def _csv_term(file: SourceFile, number: int, row: dict[str, str], above: Path) -> Term:
    level = row["Level"]
    if not level.isdigit() or int(level) > len(above):
        says = f"level {level!r} has no term above it; get the file from the publisher again"
        raise InputError(file.name, f"line {number}", says)
    code, manifestation = code_and_manifestation(row["Code"])
    title, modifiers = row["Term"], row["NonEssModif"]
    return Term(
        path=(*above[: int(level)], title or modifiers),
        title=title,
        modifiers=modifiers,
        code=code,
        manifestation=manifestation,
        see=row["See"],
        see_also=row["SeeAlso"],
    )
