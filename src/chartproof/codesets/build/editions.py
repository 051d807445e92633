"""Which quarter or calendar year a file of CMS is of: from its name, its heading, else as told.

Names as published: ncci 2024Q3 and v303r0, HCPC2025_OCT, PPRRVU24_JUL, DMEPOS26_JAN, RVU25D,
20260401_AA, Eff_07-01-2024, medicaid-ncci-q2-2026, "January 2026 Fee Schedule", GPCI2025, 25LOCCO.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from chartproof.codesets.build import Told
from chartproof.codesets.build.source import SourceFile
from chartproof.model.errors import InputError
from chartproof.model.period import Period

_MONTHS = {"jan": 1, "apr": 2, "jul": 3, "oct": 4}
_M = r"(jan|apr|jul|oct)[a-z]*"
#: Each gives year and quarter; the first that fits is taken.
_QUARTERS = (
    re.compile(r"rvu(?P<year>\d\d)(?P<letter>[abcd])(?![a-z])"),
    re.compile(r"(?<!\d)(?P<year>20\d\d)[-_ .]?q(?P<quarter>[1-4])"),
    re.compile(r"(?<![a-z0-9])q(?P<quarter>[1-4])[-_ .]?(?P<year>20\d\d)(?!\d)"),
    re.compile(r"(?<![a-z])v(?P<ncci>\d\d)(?P<zero>[0-3])r\d"),
    re.compile(r"(?<!\d)(?P<year>20\d\d)[-_]?(?P<month>01|04|07|10)(?:[-_]?01)?(?!\d)"),
    re.compile(r"(?<!\d)(?P<month>0?1|0?4|0?7|10)[-_/.]0?1[-_/.](?P<year>20\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>20\d\d|\d\d)[-_ ]?(?P<name>{_M})(?![a-z])"),
    re.compile(rf"(?<![a-z])(?P<name>{_M})[-_ ]*(?:1, ?)?(?P<year>20\d\d|\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d\d)clabq(?P<quarter>[1-4])"),
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)(?=[a-z])|(?<=[a-z])(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Edition:
    """The version of a release (`2024.3` a quarter, `2025` a year) and its days."""

    version: str
    holds: Period

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.version[:4])


def quarterly(file: SourceFile, told: Told, heading: str = "") -> Edition:
    """The quarter of a file; InputError when nothing says it."""
    said = (_quarter(text.lower()) for text in (file.name, file.path.name, heading))
    version = next(filter(None, said), None)
    if version is None:
        version = told.version or _told_quarter(told)
    else:
        told = Told()
    if version is None:
        says = "nothing says which quarter it is of; say it with --version YYYY.Q, as 2024.3"
        raise InputError(file.name, "", says)
    match = re.fullmatch(r"(20\d\d)\.([1-4])", version)
    if not match:
        raise InputError(file.name, "", f"{version!r} is no quarter; say YYYY.Q, as 2024.3")
    year, quarter = int(match.group(1)), int(match.group(2))
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return Edition(version, holding(file, told.first or first, told.last or after - timedelta(days=1)))


def yearly(file: SourceFile, told: Told, heading: str = "") -> Edition:
    """The calendar year of a file; InputError when nothing says it."""
    said = (_year(text.lower()) for text in (file.name, file.path.name, heading))
    version = next(filter(None, said), None)
    if version is None:
        version = told.version or (str(told.first.year) if told.first else None)
    else:
        told = Told()
    if version is None:
        raise InputError(file.name, "", "nothing says which year it is of; say it with --version YYYY")
    if not re.fullmatch(r"20\d\d(\.\d)?", version):
        raise InputError(file.name, "", f"{version!r} is no year; say YYYY")
    year = int(version[:4])
    return Edition(version, holding(file, told.first or date(year, 1, 1), told.last or date(year, 12, 31)))


def holding(file: SourceFile, first: date, last: date) -> Period:
    """The days a release holds; InputError where what was told of them does not fit the file."""
    if last < first:
        says = f"it would hold from {first} to {last}; say another --first or --last, or add it by itself"
        raise InputError(file.name, "", says)
    return Period(first, last)


def quarterly_or_yearly(file: SourceFile, told: Told, heading: str = "") -> Edition:
    """Of a file published for a year and sometimes revised within it: its quarter, where one is said.

    The name, the folder in the archive or the archive's own name says the quarter, else the person
    does, else it is of the calendar year.
    """
    with suppress(InputError):
        return quarterly(file, Told(), (file.member or "").replace("/", " "))
    try:
        of = yearly(file, Told(), heading)
    except InputError:
        return quarterly(file, told) if "." in (told.version or "") else yearly(file, told)
    said = told.version or ""
    return quarterly(file, told) if re.fullmatch(rf"{of.version}\.[1-4]", said) else of


def _told_quarter(told: Told) -> str | None:
    return f"{told.first.year}.{(told.first.month + 2) // 3}" if told.first else None


def _quarter(text: str) -> str | None:
    for pattern in _QUARTERS:
        if m := pattern.search(text):
            g = m.groupdict()
            if g.get("ncci"):  # version 30.0 began January 2024
                return f"{int(g['ncci']) + 1994}.{int(g['zero']) + 1}"
            year = int(g["year"]) % 100 + 2000
            if g.get("month"):
                return f"{year}.{(int(g['month']) + 2) // 3}"
            if g.get("name"):
                return f"{year}.{_MONTHS[g['name'][:3]]}"
            return f"{year}.{g.get('quarter') or 'abcd'.index(g['letter']) + 1}"
    return None


def _year(text: str) -> str | None:
    if found := _YEAR.search(text):
        return found.group(1)
    found = _SHORT_YEAR.search(text)
    return f"20{found.group(1) or found.group(2)}" if found else None


def iso_day(text: str) -> str:
    """A day as published (20240101, 1/1/2024, 2024-01-01) as ISO; ValueError when it is none."""
    text = text.strip()
    if not text:
        return ""
    if re.fullmatch(r"\d{8}(\.0)?", text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    if m := re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", text):
        return date(int(m[1]), int(m[2]), int(m[3])).isoformat()
    if m := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", text):
        return date(int(m[3]), int(m[1]), int(m[2])).isoformat()
    raise ValueError(f"{text!r} is no day")
