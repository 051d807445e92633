"""HCPCS Level II, the quarterly alpha-numeric file (CMS: HCPCyyyy_MMM_ANWEB .txt, .xlsx or .csv).

Forms read: the fixed-width record (CMS, "HCPCS record layout"), the workbook with one column a
field, and flattened csv copies of either. Long descriptors run over record lines (record 3, then
4, for a procedure; 7, then 8, for a modifier) and are joined. Dental codes (D) are left out: they
are the ADA's. A flattened copy without action code and dates leaves them unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import iso_day, quarterly
from chartproof.codesets.build.hcpcs_records import LINE, Record, fixed, flattened, tabled
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile, of_same
from chartproof.codesets.build.tables import broken, clean
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

NAMES = ("HCPCS",)
#: 2: the 80th character of long descriptions, and what stood one place too far right behind it.
BUILDER = 2

_CODES = ("code", "short_descriptor", "long_descriptor")
_FIELDS = (
    "added",
    "action_effective",
    "terminated",
    "action",
    "coverage",
    "pricing",
    "multiple_pricing",
    "betos",
    "type_of_service",
    "statute",
    "coverage_manual",
    "carriers_manual",
    "lab_certification",
    "cross_reference",
    "asc_group",
    "asc_effective",
    "processing_note",
    "anesthesia_base_units",
)
_NAME = re.compile(r"hcpc.*\.(txt|csv|xlsx)", re.IGNORECASE)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release a quarter; where a quarter is there in two forms, the one that says most."""
    forms = [(form, file) for file in files if (form := _form(file)) is not None]
    made: set[str] = set()
    for form, file in sorted(forms, key=lambda f: f[0]):
        of = quarterly(file, told)
        if of.version not in made:
            made.add(of.version)
            yield _draft(file, form, told)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """Another form of the same quarter says less: it does not stand in for the one that is broken."""
    ours = (f for f in files if _NAME.fullmatch(f.name))
    return of_same(broken, ours, lambda f: quarterly(f, told).version if _is_dated(f) else f)


def _is_dated(file: SourceFile) -> bool:
    try:
        return bool(quarterly(file, Told()))
    except InputError:
        return False


def _form(file: SourceFile) -> int | None:
    """Which form a file has, the fullest first; None when it is not ours."""
    if not _NAME.fullmatch(file.name):
        return None
    head = file.head(600)
    if file.name.lower().endswith(".xlsx"):  # the archive holds reports in xlsx too
        return 1 if head.startswith(b"PK") and "anweb" in file.name.lower() else None
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("latin-1").lower()
    if LINE.match(first.upper()):
        return 0
    if re.match(r'"?hcpcs?"?,', first):
        return 2
    if re.match(r"code,description1?,", first):
        return 3
    return 4 if first.startswith("code,kind") else None


def _draft(file: SourceFile, form: int, told: Told) -> Draft:
    of = quarterly(file, told)
    records = {0: fixed, 3: flattened}.get(form, tabled)(file)
    joined = _joined(file, records)
    codes = sorted(_row(file, e) for e in joined if not e.is_modifier and not e.code.startswith("D"))
    modifiers = sorted(_row(file, e) for e in joined if e.is_modifier)
    if not codes:
        says = "there is not one procedure code in it"
        raise broken(file, "", says)
    return Draft(
        name=f"hcpcs-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="service",
        licence=CMS,
        sources=(file.sealed(),),
        tables={
            "codes": ((*_CODES, *_FIELDS), codes),
            "modifiers": (("modifier", *_CODES[1:], *_FIELDS), modifiers),
        },
        counted="codes",
        derived=form > 2,
        builder=BUILDER,
    )


@dataclass(slots=True)
class _Entry:
    code: str
    is_modifier: bool
    place: str
    sequence: int
    long: list[str]
    fields: Mapping[str, str] = field(default_factory=dict)


def _joined(file: SourceFile, records: Iterable[Record]) -> list[_Entry]:
    """Join the lines of each code; InputError where a line is missing or a code stands twice."""
    entries: list[_Entry] = []
    seen: set[tuple[str, bool]] = set()
    for record in records:
        last = entries[-1] if entries else None
        if record.is_first:
            if (record.code, record.is_modifier) in seen:
                raise broken(file, record.place, f"{record.code} stands twice")
            seen.add((record.code, record.is_modifier))
            entries.append(
                _Entry(
                    record.code,
                    record.is_modifier,
                    record.place,
                    record.sequence,
                    [record.long],
                    record.fields,
                )
            )
        elif last and last.code == record.code and _follows(record.sequence, last.sequence):
            last.sequence = record.sequence
            last.long.append(record.long)
        else:
            says = f"a line of {record.code} before this one is missing"
            raise broken(file, record.place, says)
    return entries


def _follows(sequence: int, last: int) -> bool:
    """Sequence numbers go 00100, 00200; flattened copies count 1, 2."""
    return sequence - last in {1, 100}


def _row(file: SourceFile, entry: _Entry) -> tuple[str, ...]:
    told = dict(entry.fields)
    for name in ("added", "action_effective", "terminated", "asc_effective"):
        try:
            told[name] = iso_day(told.get(name, ""))
        except ValueError as error:
            says = f"{name} of {entry.code}: {error}"
            raise broken(file, entry.place, says) from error
    long = clean(" ".join(entry.long))
    return (entry.code, told.get("short", ""), long, *(told.get(name, "") for name in _FIELDS))
