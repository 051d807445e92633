"""Medically unlikely edits (MUE) of one release: the most units of a code on a line or a day.

NCCI Policy Manual, chapter I, V. A code without a limit has no published one: CMS keeps some
confidential, so None is not "as many as you like".
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release

#: What an adjudication indicator (MAI) means; NCCI Policy Manual, chapter I, V.
INDICATORS = {
    "1": "by claim line: units on another line with a modifier the record supports are judged apart",
    "2": "by day, absolute: more units are against policy, no record makes them payable",
    "3": "by day, clinical: more units are paid only where the record shows they were needed and given",
}
#: Codes without a limit are remembered too, as long as no more than so many codes are.
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Limit:
    """The most units of a code; `mai` None: the files of Medicaid name none. `rationale` as published."""

    code: str
    units: int
    mai: str | None
    rationale: str


class Limits:
    """Look-ups in one release, each answer remembered. Codes are five characters, capital letters."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._list = CodeList(release, indexes, "limits")
        self._limits: dict[str, Limit | None] = {}

    def limit(self, code: str) -> Limit | None:
        """The published limit of a code, or None when the release has none."""
        if code in self._limits:
            return self._limits[code]
        row = self._list.row(code)
        if row is None:
            if len(self._limits) < _MOST_REMEMBERED:
                self._limits[code] = None
            return None
        limit = self._limits[code] = Limit(code, int(row["units"]), row["mai"] or None, row["rationale"])
        return limit

    def __len__(self) -> int:
        return len(self._list)
