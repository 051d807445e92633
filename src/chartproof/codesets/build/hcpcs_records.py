"""The record lines of a HCPCS Level II file, whatever form it came in.

Layout (CMS, "HCPCS record layout", positions from 1): code 1-5 (a modifier at 4-5), sequence 6-10,
record 11 (3, 4 procedure; 7, 8 modifier), long description 12-91, then the fields of `LAYOUT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken, clean, csv_rows, rows, squeezed, text_lines

#: First line of a record: code or modifier, sequence, record.
LINE = re.compile(r"(?P<code>[A-Z]\d{4}|   [A-Z0-9]{2}|[A-Z0-9]{2})(?P<sequence>\d{5})(?P<record>[3478])")
#: Field: where it begins (from 0) and how often how many characters.
LAYOUT: Mapping[str, tuple[int, int, int]] = {
    "short": (91, 1, 28),
    "pricing": (119, 4, 2),
    "multiple_pricing": (127, 1, 1),
    "coverage_manual": (128, 3, 6),
    "carriers_manual": (146, 3, 8),
    "statute": (170, 1, 10),
    "lab_certification": (180, 8, 3),
    "cross_reference": (204, 5, 5),
    "coverage": (229, 1, 1),
    "asc_group": (230, 1, 2),
    "asc_effective": (232, 1, 8),
    "processing_note": (252, 1, 4),
    "betos": (256, 1, 3),
    "type_of_service": (260, 5, 1),
    "anesthesia_base_units": (265, 1, 3),
    "added": (268, 1, 8),
    "action_effective": (276, 1, 8),
    "terminated": (284, 1, 8),
    "action": (292, 1, 1),
}
#: What a workbook or readable csv calls a field (squeezed, without the number of a repeated one).
_CALLED = {
    "short description": "short",
    "short": "short",
    "price": "pricing",
    "mult pi": "multiple_pricing",
    "multi price": "multiple_pricing",
    "cim": "coverage_manual",
    "mcm": "carriers_manual",
    "statute": "statute",
    "labcert": "lab_certification",
    "xref": "cross_reference",
    "cov": "coverage",
    "coverage": "coverage",
    "asc grp": "asc_group",
    "asc dt": "asc_effective",
    "asc date": "asc_effective",
    "procnote": "processing_note",
    "betos": "betos",
    "tos": "type_of_service",
    "anest bu": "anesthesia_base_units",
    "anes": "anesthesia_base_units",
    "add dt": "added",
    "add date": "added",
    "act eff dt": "action_effective",
    "act date": "action_effective",
    "term dt": "terminated",
    "term date": "terminated",
    "action cd": "action",
    "action": "action",
}


#: Digits of fields a spreadsheet takes for numbers, and drops zeros of.
_DIGITS = {"pricing": 2, "lab_certification": 3, "processing_note": 4}
#: A copy that split the lines cut long descriptions behind so many of their 80 characters.
_CUT = 79


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its code, whether it begins a code, and, where it does, the fields."""

    place: str
    code: str
    is_modifier: bool
    is_first: bool
    sequence: int
    long: str
    fields: Mapping[str, str]


def fixed(file: SourceFile) -> Iterator[Record]:
    """Lines of the fixed-width file."""
    for number, line in enumerate(text_lines(file), 1):
        text = line.rstrip("\r\n\x1a")
        if text.strip():
            yield _fixed(file, f"line {number}", text)


def flattened(file: SourceFile) -> Iterator[Record]:
    """Lines of a csv copy of the fixed-width file: one column of lines, or split at wide gaps.

    Split so, a modifier has lost its three leading blanks, lab certifications their zeros, and the
    day of the action all but its year: that day is unknown. A long description that fills all its
    80 characters was cut one too early.
    """
    for number, row in csv_rows(file):
        if number == 1 or not "".join(row).strip():
            continue
        if len(row) == 8:
            yield _fixed(file, f"row {number}", _rejoined(file, number, row))
        else:
            yield _fixed(file, f"row {number}", row[0])


def _fixed(file: SourceFile, place: str, text: str) -> Record:
    head = LINE.match(text)
    if not head:
        says = "a code, a sequence number and a record number should begin the line"
        raise broken(file, place, says)
    record = head["record"]
    line = text[head.end() :].ljust(282)
    fields = {}
    if record in "37":
        if not line[257:265].strip().isdigit() and not line.strip().isdigit():
            raise broken(file, place, "the line is cut off before its dates")
        fields = {name: _field(line, *where) for name, where in LAYOUT.items()}
    code = head["code"].strip()
    return Record(place, code, record in "78", record in "37", int(head["sequence"]), line[:80], fields)


def _field(line: str, begins: int, times: int, width: int) -> str:
    begins -= 11
    parts = (line[begins + i * width : begins + (i + 1) * width].strip() for i in range(times))
    return clean(" ".join(parts))


def _rejoined(file: SourceFile, number: int, row: list[str]) -> str:
    """Put a line back together that a copy split into eight columns."""
    head, long, upto_statute, lab, xref, coverage, note, dates = row
    if len(long) == _CUT and _has_last_letter(head, upto_statute):
        long, upto_statute = long + upto_statute[0], upto_statute[1:]
    if not dates.strip():
        return head + long
    if not re.fullmatch(r".{0,8}\d{12}", dates):
        raise broken(file, f"row {number}", f"{dates!r} should end in two dates")
    lab = lab.partition(".")[0]
    lab = lab.zfill(-(-len(lab) // 3) * 3)
    note = note if len(note) in {4, 6, 7} else " " * 4 + note
    type_and_units = dates[:-12].ljust(8)
    return (
        f"{head}{long:<80}{upto_statute:<89}{lab:<24}{xref:<25}{coverage:<11}{'':<12}{note:<7} "
        f"{type_and_units}{dates[-12:-4]}"
    )


def _has_last_letter(head: str, cell: str) -> bool:
    """Say whether a cell begins with the 80th character of the long description before it.

    In a line that goes on it is all there is; a procedure's pricing stands 28 characters behind the
    true begin of the short description; a modifier has none, and no short description begins with a
    small letter or the end of a sentence.
    """
    if head[-1] in "48":
        return len(cell) == 1
    here, next_to_it = cell[28:30].isdigit(), cell[29:31].isdigit()
    if head[-1] == "3" and here != next_to_it:
        return next_to_it
    return bool(re.match(r"[a-z.,;:)\]]", cell))


def tabled(file: SourceFile) -> Iterator[Record]:
    """Rows of the workbook, or of a readable csv: one column a field."""
    every = rows(file)
    names: list[str] = []
    for number, row in every:
        if not names:
            names = _names(row)
            continue
        if not "".join(row).strip():
            continue
        if len(row) < len(names):
            says = f"the row has {len(row)} of {len(names)} columns"
            raise broken(file, f"row {number}", says)
        yield _tabled(file, number, names, row)
    if not names:
        raise broken(file, "heading", "no row begins with HCPC")


def _names(row: list[str]) -> list[str]:
    """Our names of the columns, when the row is the heading; else none."""
    called = [squeezed(cell) for cell in row]
    if not called or called[0] not in {"hcpc", "hcpcs", "code", "hcpcs code"}:
        return []
    plain = [re.sub(r" ?\d$", "", name) for name in called]
    return [_CALLED.get(name, name) for name in plain]


def _tabled(file: SourceFile, number: int, names: list[str], row: list[str]) -> Record:
    fields: dict[str, str] = {}
    for name, cell in zip(names, row, strict=False):
        if text := clean(cell):
            text = text.zfill(_DIGITS.get(name, 0)) if text.isdigit() else text
            fields[name] = f"{fields[name]} {text}" if name in fields else text
    code = row[0].strip()
    long = fields.get("long description") or fields.get("long", "")
    record = fields.get("recid", "")
    sequence = int(float(fields.get("seqnum") or "100"))
    is_modifier = record in {"7", "8"} if record else len(code) == 2
    if not re.fullmatch(r"[A-Z]\d{4}|[A-Z0-9]{2}", code) or record not in {"", "3", "4", "7", "8"}:
        says = f"a HCPCS code or modifier should stand here, not {code!r}"
        raise broken(file, f"row {number}", says)
    return Record(f"row {number}", code, is_modifier, record not in {"4", "8"}, sequence, long, fields)
