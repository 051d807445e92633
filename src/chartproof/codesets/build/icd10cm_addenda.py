"""ICD-10-CM code addenda (CMS: icd10cm_codes_addenda_YYYY.txt, icd10cm_order_addenda_YYYY.txt).

Applied onto the list of the year before, they make the list of the year: derived, and marked so.
The year before is an order file or a codes file handed in with the addenda, else a release that
stands on the shelf: its order list, or else the codes of its Tabular List, without short titles and
headings (a stand-in then). Where the list of the addenda's own year is handed in or stands, there
is nothing to derive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import edition
from chartproof.codesets.build.icd10cm_order import draft, is_order_file
from chartproof.codesets.build.order_list import Row, Rows, applied, code_rows, order_rows
from chartproof.codesets.build.source import SourceFile, of_same
from chartproof.codesets.index import rows_of
from chartproof.codesets.release import Draft, Release, Source
from chartproof.model.errors import InputError, ReleaseError

NAMES = ("ICD-10-CM-order",)
#: Systems whose standing releases are wanted beside the files: the lists of the year before.
STANDS = ("ICD-10-CM-order", "ICD-10-CM")
_NAME = re.compile(r"icd10cm[-_](codes|order)[-_]addenda[-_].*\.txt", re.IGNORECASE)
_CODES = re.compile(r"icd10cm[-_]codes[-_](?!addenda|.*derived).*\.txt", re.IGNORECASE)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One derived release for each addenda whose own year is not at hand as a published list."""
    everything = list(files)
    lists = _lists(everything)
    standing = _standing(everything)
    for file in addenda(everything):
        of = edition(file, told)
        if of.year in lists or any(r.system == NAMES[0] and r.rank == 0 for r in standing.get(of.year, ())):
            continue
        before = of.year - 1
        if base := lists.get(before):
            rows = applied(order_rows(base) if is_order_file(base) else code_rows(base), file, base.name)
            yield draft(of, rows, (base.sealed(), file.sealed()), derived=True)
        elif stands := standing.get(before):
            rows = applied(_rows(stands[0]), file, stands[0].name)
            made = draft(of, rows, (Source(stands[0].name, stands[0].seal), file.sealed()), derived=True)
            yield replace(made, stand_in=stands[0].system != NAMES[0])
        else:
            says = f"it changes the list of FY{before}: hand that in too (icd10cm_order_{before}.txt)"
            raise InputError(file.name, "", says)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """Addenda make nothing without the list of the year before, which they change."""
    ours = (f for f in files if _NAME.fullmatch(f.name))
    return of_same(broken, ours, lambda f: edition(f, Told()).year - bool(_NAME.fullmatch(f.name)))


def addenda(files: list[SourceFile]) -> list[SourceFile]:
    """One for each year: the order addenda where it is there, for it has short titles too."""
    chosen: dict[int, SourceFile] = {}
    for file in sorted(files, key=lambda f: "order" in f.name):
        if _NAME.fullmatch(file.name) and re.match(rb"(\xef\xbb\xbf)?(Add|Delete|Revise)", file.head(16)):
            chosen[edition(file, Told()).year] = file
    return list(chosen.values())


def is_standing(file: SourceFile) -> bool:
    """Say whether a file is the table of codes of a release of ICD-10-CM that stands on a shelf."""
    if file.member or file.name != "codes.tsv":
        return False
    try:
        return Release.open(file.path.parent.parent).system in STANDS
    except ReleaseError:
        return False


def _lists(files: list[SourceFile]) -> dict[int, SourceFile]:
    """The lists handed in, by year; an order file before a codes file."""
    found: dict[int, SourceFile] = {}
    for is_one in (_is_codes, is_order_file):
        for file in filter(is_one, files):
            found[edition(file, Told()).year] = file
    return found


def _standing(files: list[SourceFile]) -> dict[int, list[Release]]:
    """The releases that stand, by year, the fullest list first."""
    found: dict[int, list[Release]] = {}
    releases = [Release.open(f.path.parent.parent) for f in files if is_standing(f)]
    for release in sorted(releases, key=lambda r: (r.system != NAMES[0], r.rank, -r.holds.first.toordinal())):
        found.setdefault(int(release.version[:4]), []).append(release)
    return found


def _is_codes(file: SourceFile) -> bool:
    return bool(_CODES.fullmatch(file.name) and re.match(rb"(\xef\xbb\xbf)?A\d{2,3} {3,5}", file.head(16)))


def _rows(release: Release) -> Rows:
    """The valid codes of a release that stands, and the headings of an order list."""
    found: Rows = {}
    for table in ("headings", "codes"):
        if not release.table(table).exists():
            continue
        rows = rows_of(release.table(table))
        columns = next(rows)
        for cells in rows:
            row = dict(zip(columns, cells, strict=True))
            code, short = row["code"].replace(".", ""), row.get("short_title", "")
            found[code] = Row("", code, table == "codes", short, row["title"])
    return found
