"""When editions come out, what they are called, and which one covers a day.

Sets of the fiscal year are called by it: `2027.1` from 1 October 2026, `2027.2` from 1 April 2027.
Sets of the calendar year: `2026.4` the fourth quarter, `2026` the year. A set kept at one address
for all times has no editions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chartproof.model.errors import InputError

#: How a set comes out: the months its editions begin in. Those that begin in October are of the
#: fiscal year (that year's October stands before its January).
CALENDARS = {
    "October and April": ("october", "april"),
    "October": ("october",),
    "quarterly": ("january", "april", "july", "october"),
    "January and July": ("january", "july"),
    "January": ("january",),
    "weekly": (),
    "now and then": (),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a set: its year and which of the year's editions it is, from 1."""

    comes: str
    year: int = 0
    part: int = 0

    @property
    def text(self) -> str:
        """As written: `2026.4`, `2027`; empty where there are no editions."""
        parts = CALENDARS[self.comes]
        if not parts:
            return ""
        return f"{self.year}.{self.part}" if len(parts) > 1 else str(self.year)

    @property
    def month(self) -> str:
        """The month it begins in."""
        parts = CALENDARS[self.comes]
        return parts[self.part - 1] if parts else ""

    def fields(self) -> dict[str, str]:
        """What publishers put in names: `letter` of a quarter (RVU26D), `ncci` (323 is 2026.4)."""
        return {
            "year": str(self.year),
            "yy": f"{self.year % 100:02}",
            "part": str(self.part),
            "before": str(self.part - 1),
            "month": self.month,
            "letter": "abcd"[max(self.part, 1) - 1],
            "ncci": f"{self.year - 1994}{self.part - 1}",
        }

    def is_of(self, version: str) -> bool:
        """Say whether a release of that version is of this edition.

        A fiscal year's first edition may be called by the year, files of one quarter too when they
        hold a whole calendar year's figures; NUCC calls its January and July editions 26.0 and 26.1.
        """
        names = {self.text, f"{self.year % 100}.{self.part - 1}"}
        if self.part == 1 or self.month not in {"october", "april"} or len(CALENDARS[self.comes]) > 2:
            names.add(str(self.year))
        return not self.text or version in names


def covering(comes: str, day: date) -> Edition:
    """The edition that covers a day."""
    parts = CALENDARS[comes]
    if not parts:
        return Edition(comes)
    fiscal = parts[0] == "october"
    year = day.year + (fiscal and day.month >= 10)
    month = (day.month - 10) % 12 if fiscal else day.month - 1
    return Edition(comes, year, month * len(parts) // 12 + 1)


def called(comes: str, text: str) -> Edition:
    """The edition a person names; a year alone is its first edition. InputError when it is none."""
    parts = CALENDARS[comes]
    found = re.fullmatch(r"(20\d\d)(?:\.([1-4]))?", text)
    part = int(found[2] or 1) if found else 0
    if not parts:
        raise InputError("--edition", text, "this set has no editions; what is published now is fetched")
    if not found or part > len(parts):
        names = ", ".join(Edition(comes, 2026, n).text for n in range(1, len(parts) + 1))
        raise InputError("--edition", text, f"is none; this set comes {comes}: {names}")
    return Edition(comes, int(found[1]), part)
