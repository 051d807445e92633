"""Rows out of a publisher's table: csv, tab text or xlsx, with their row numbers and headings.

A published table has title lines and a heading, often over several rows, above its rows and notes
below them. `headed` finds the heading by what the rows below it look like, so no row is counted.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from chartproof.codesets.build.source import MOST_UNPACKED, SourceFile
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_AGAIN = "get the file from the publisher again"
#: A row and its number, as a person sees it in the file.
Numbered = tuple[int, list[str]]
#: A CPT or HCPCS Level II code.
CODE = re.compile(r"[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}")
#: The text of a coverage article stands in one cell.
MOST_IN_A_CELL = 10_000_000
#: A heading ends within so many rows.
MOST_HEADING = 60


def clean(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())


def broken(file: SourceFile, place: str, says: str) -> InputError:
    """The error of a file that is not what its publisher ships."""
    return InputError(file.name, place, f"{says}; {_AGAIN}")


def is_coded(row: Sequence[str]) -> bool:
    """Say whether a row begins with a CPT or HCPCS Level II code."""
    return bool(row and CODE.fullmatch(row[0].strip()))


def rows(file: SourceFile) -> Iterator[Numbered]:
    """The rows of a csv, tab text or xlsx file, by its name."""
    name = file.name.lower()
    if name.endswith((".xlsx", ".xls", ".xlsm")):
        return xlsx_rows(file)
    is_tabbed = name.endswith((".txt", ".tsv")) and b"\t" in file.head()
    return csv_rows(file, "\t" if is_tabbed else ",")


def csv_rows(file: SourceFile, delimiter: str = ",", *, open_end: bool = False) -> Iterator[Numbered]:
    """The rows of a csv or tab text; InputError with the line where it breaks or is cut off.

    `open_end`: the last line may lack its end, as in some lists no publisher of code sets ships.
    """
    lines = text_lines(file, open_end=open_end)
    csv.field_size_limit(MOST_IN_A_CELL)
    if delimiter == ",":
        reader = csv.reader(lines, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        says = f"not a whole csv ({error})"
        raise broken(file, f"line {reader.line_num}", says) from error


def text_lines(file: SourceFile, *, open_end: bool = False) -> Iterator[str]:
    """Lines with their ends, UTF-8 or else Windows Latin; InputError where the file is cut off."""
    number, raw = 0, b"\n"
    try:
        with file.opened() as inside:
            for number, raw in enumerate(inside, 1):
                try:
                    yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError:
                    yield raw.decode("cp1252", "replace")
    except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
        raise broken(file, f"line {number}", f"the archive is broken ({error})") from error
    if not open_end and not raw.endswith((b"\n", b"\r", b"\x1a")):
        says = f"the last line does not end, it is cut off; {_AGAIN} (or end the line if it is whole)"
        raise InputError(file.name, f"line {number}", says)


def xlsx_rows(file: SourceFile) -> Iterator[Numbered]:
    """The rows of the first sheet of a workbook, bounded; numbers and days as plain text."""
    for number, row in enumerate(_workbook(file).get_sheet_by_index(0).iter_rows(), 1):
        yield number, [_plain(cell) for cell in row]


def sheet_name(file: SourceFile) -> str:
    """What the first sheet of a workbook is called; nothing for another file."""
    return _workbook(file).sheet_names[0] if file.name.lower().endswith(".xlsx") else ""


def _workbook(file: SourceFile) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with file.opened() as inside:
            content = inside.read(MOST_UNPACKED)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise InputError(file.name, "", "it unpacks to more than a code set does; it is refused")
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise broken(file, "", f"not a whole workbook ({error})") from error


def _plain(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file calls its columns: our name to a pattern of it; `needed` must be there."""

    wanted: Mapping[str, str]
    needed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Headed:
    """The heading of a table and the rows below it. `at`: our name of a column to its place."""

    file: SourceFile
    at: Mapping[str, int]
    heading: str
    rows: Iterator[Numbered]

    def named(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows by our names of the columns, cells cleaned; a column not in the file is empty."""
        for number, row in self.rows:
            yield number, {name: clean(row[i]) for name, i in self.at.items()}


def headed(
    file: SourceFile,
    every: Iterator[Numbered],
    columns: Columns,
    is_row: Callable[[list[str]], bool],
) -> Headed:
    """Find the heading above the first row that `is_row`; InputError where there is none.

    Below, notes (one cell filled) and blank rows are passed over; anything else not a row is an
    InputError, and so is a row cut short.
    """
    above: list[list[str]] = []
    for number, row in every:
        if is_row(row):
            stacked = _stacked(above)
            at = _places(file, stacked, columns)
            width = max(at.values()) + 1
            text = clean(" ".join(cell for line in above for cell in line))
            return Headed(file, at, text, _below(file, (number, row), every, is_row, width))
        above.append(row)
        if len(above) > MOST_HEADING:
            break
    says = f"no rows of {', '.join(columns.needed)} stand below a heading"
    raise broken(file, f"row {len(above)}", says)


def _stacked(above: list[list[str]]) -> list[list[str]]:
    """What stands above each column: every run of cells down to the last, longest first."""
    width = max((len(row) for row in above), default=0)
    found = []
    for i in range(width):
        cells = [squeezed(row[i]) for row in above if i < len(row) and row[i].strip()]
        found.append([" ".join(cells[start:]) for start in range(len(cells))] + cells)
    return found


def squeezed(heading: str) -> str:
    """A heading in small letters and digits, single-spaced."""
    return clean(re.sub(r"[^a-z0-9]+", " ", heading.lower()))


def _places(file: SourceFile, stacked: list[list[str]], columns: Columns) -> dict[str, int]:
    at: dict[str, int] = {}
    for name, pattern in columns.wanted.items():
        for i, names in enumerate(stacked):
            if i not in at.values() and any(re.fullmatch(pattern, n) for n in names):
                at[name] = i
                break
    missing = [name for name in columns.needed if name not in at]
    if missing:
        says = f"the heading has no column for {', '.join(missing)}; is this the file CMS publishes?"
        raise broken(file, "heading", says)
    return at


def _below(
    file: SourceFile,
    first: Numbered,
    every: Iterator[Numbered],
    is_row: Callable[[list[str]], bool],
    width: int,
) -> Iterator[Numbered]:
    for number, row in chain((first,), every):
        if is_row(row):
            if len(row) < width:
                says = f"the row has {len(row)} of {width} columns: the file is cut off"
                raise broken(file, f"row {number}", says)
            yield number, row
        elif sum(bool(cell.strip()) for cell in row) > 1:
            raise broken(file, f"row {number}", f"{row[0][:20]!r} should be a code")
