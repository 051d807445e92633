"""ICD-10-CM code addenda (CMS: icd10cm_codes_addenda_YYYY.txt, icd10cm_order_addenda_YYYY.txt).

Applied onto the list of the year before, they make the list of the year: derived, and marked so.
The year before is an order file, a codes file, or the table `codes` of a release that stands on
the shelf (`.../icd10cm-order-2026/tables/codes.tsv`), handed in with the addenda. Where the list
of the addenda's own year is handed in too, there is nothing to derive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import edition
from chartproof.codesets.build.icd10cm_order import draft, is_order_file
from chartproof.codesets.build.order_list import Row, Rows, applied, code_rows, order_rows
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft, Release
from chartproof.model.errors import InputError, ReleaseError

NAMES = ("ICD-10-CM-order",)
_NAME = re.compile(r"icd10cm[-_](codes|order)[-_]addenda[-_].*\.txt", re.IGNORECASE)
_CODES = re.compile(r"icd10cm[-_]codes[-_](?!addenda|.*derived).*\.txt", re.IGNORECASE)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One derived release for each addenda whose own year is not at hand as a published list."""
    everything = list(files)
    lists = _lists(everything)
    for file in _addenda(everything):
        of = edition(file, told)
        if of.year in lists:
            continue
        base = lists.get(of.year - 1)
        if base is None:
            says = (
                f"it changes the list of FY{of.year - 1}: hand that in too (icd10cm_order_"
                f"{of.year - 1}.txt, or tables/codes.tsv of a standing release)"
            )
            raise InputError(file.name, "", says)
        rows = applied(_rows(base), file, base.name)
        yield draft(of, rows, (base.sealed(), file.sealed()), derived=True)


def _addenda(files: list[SourceFile]) -> list[SourceFile]:
    """One for each year: the order addenda where it is there, for it has short titles too."""
    chosen: dict[int, SourceFile] = {}
    for file in sorted(files, key=lambda f: "order" in f.name):
        if _NAME.fullmatch(file.name) and re.match(rb"(\xef\xbb\xbf)?(Add|Delete|Revise)", file.head(16)):
            chosen[edition(file, Told()).year] = file
    return list(chosen.values())


def _lists(files: list[SourceFile]) -> dict[int, SourceFile]:
    """The lists at hand, by year; an order file before a codes file before a standing release."""
    found: dict[int, SourceFile] = {}
    for is_one in (_is_standing, _is_codes, is_order_file):
        for file in filter(is_one, files):
            found[_year(file)] = file
    return found


def _is_codes(file: SourceFile) -> bool:
    return bool(_CODES.fullmatch(file.name) and re.match(rb"(\xef\xbb\xbf)?A\d{2,3} {3,5}", file.head(16)))


def _is_standing(file: SourceFile) -> bool:
    if file.member or file.name != "codes.tsv":
        return False
    try:
        return Release.open(file.path.parent.parent).system in {"ICD-10-CM", NAMES[0]}
    except ReleaseError:
        return False


def _year(file: SourceFile) -> int:
    if _is_standing(file):
        return int(Release.open(file.path.parent.parent).version[:4])
    return edition(file, Told()).year


def _rows(file: SourceFile) -> Rows:
    if is_order_file(file):
        return order_rows(file)
    if _is_codes(file):
        return code_rows(file)
    lines = file.lines()
    columns = next(lines).split("\t")
    rows = (dict(zip(columns, line.split("\t"), strict=True)) for line in lines)
    plain = ((row["code"].replace(".", ""), row) for row in rows)
    return {c: Row("", c, is_valid=True, short=r.get("short_title", ""), title=r["title"]) for c, r in plain}
