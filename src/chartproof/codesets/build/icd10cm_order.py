"""ICD-10-CM order file (CMS, "Code Descriptions in Tabular Order": icd10cm_order_YYYY.txt).

Every valid code and every heading above it, with short and long titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import LICENCE_CM, Edition, edition
from chartproof.codesets.build.order_list import Rows, order_rows, tables
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft, Source

NAMES = ("ICD-10-CM-order",)
_NAME = re.compile(r"icd10cm[-_]order[-_](?!addenda).*\.txt", re.IGNORECASE)
_HEAD = re.compile(rb"(\xef\xbb\xbf)?00001 [A-Z]\d[0-9A-Z] {5}[01] \S")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each ICD-10-CM order file."""
    for file in files:
        if is_order_file(file):
            yield draft(edition(file, told), order_rows(file), (file.sealed(),))


def is_order_file(file: SourceFile) -> bool:
    """Say whether a file is an ICD-10-CM order file, by its name and first line (a cut one is read, and refused)."""
    if not _NAME.fullmatch(file.name):
        return False
    return bool(_HEAD.match(file.head(64))) or file.is_cut_in_its_first_line()


def draft(of: Edition, rows: Rows, sources: tuple[Source, ...], *, derived: bool = False) -> Draft:
    """The release of one list of codes, published whole or derived from addenda."""
    return Draft(
        name=f"icd10cm-order-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=LICENCE_CM,
        sources=sources,
        tables=tables(rows.values(), dots=True),
        counted="codes",
        derived=derived,
    )
