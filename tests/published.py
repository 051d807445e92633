"""Little files in the form publishers ship, and what a builder makes of them."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape

from chartproof.codesets.build import Told
from chartproof.codesets.build.source import SourceFile, files_in
from chartproof.codesets.release import Draft, Release, write

_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_CODE = re.compile(r"\d{4}[0-9A-Z]|[A-Z]\d{4}")


def workbook(path: Path, rows: Iterable[Sequence[str | float | None]], sheet: str = "Sheet1") -> Path:
    """Write an xlsx of one sheet: strings as text, numbers as numbers."""

    def cell(value: str | float | None) -> str:
        if value is None:
            return "<c/>"
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    data = "".join(f"<row>{''.join(cell(v) for v in row)}</row>" for row in rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        document = f'<Relationship Id="r1" Type="{_LINK}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", _RELS.format(document))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINK}"><sheets>'
            f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        first = f'<Relationship Id="r1" Type="{_LINK}/worksheet" Target="worksheets/sheet1.xml"/>'
        archive.writestr("xl/_rels/workbook.xml.rels", _RELS.format(first))
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>',
        )
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    """Write a text file as its publisher would: lines end CRLF."""
    path.write_bytes(content.replace("\n", "\r\n").encode(encoding))
    return path


def files(*paths: Path) -> list[SourceFile]:
    return [file for path in paths for file in files_in(path)]


def drafts(builder: ModuleType, *paths: Path, told: Told | None = None) -> list[Draft]:
    return list(builder.drafts(files(*paths), told or Told()))


def rows(draft: Draft, table: str) -> list[dict[str, str]]:
    columns, found = draft.tables[table]
    return [dict(zip(columns, row, strict=True)) for row in found]


def built(builder: ModuleType, folder: Path, *paths: Path, told: Told | None = None) -> list[Release]:
    return [write(draft, folder) for draft in drafts(builder, *paths, told=told)]


def coded_rows(path: Path, encoding: str = "latin-1") -> list[list[str]]:
    """The rows of a csv that begin with a code: counted without the builder."""
    with path.open(encoding=encoding, newline="") as lines:
        return [row for row in csv.reader(lines) if row and _CODE.fullmatch(row[0].strip())]
