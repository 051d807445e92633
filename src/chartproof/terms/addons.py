"""NCCI add-on codes of one release: what is paid only beside a primary procedure, and beside which.

NCCI Policy Manual, chapter I, R and W. A row names an add-on code and one primary code; `CCCCC` stands
for primary codes that the contractor defines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartproof.codesets.packed import Packed, opened
from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError

#: What the type of an add-on code means; NCCI Policy Manual, chapter I, W.
TYPES = {
    "1": "all its primary codes are listed",
    "2": "no primary code is listed: the contractor knows them",
    "3": "some primary codes are listed: the contractor may accept more",
}
#: The last days of a row: of the edit, of the add-on code, of the primary; the first of them ends it.
_ENDS = ("last", "add_on_deleted", "primary_deleted")
#: Answers are remembered by code and day, as long as no more than so many are.
_MOST_REMEMBERED = 200_000
#: In place of a primary code: as the contractor defines.
CONTRACTOR = "CCCCC"


@dataclass(frozen=True, slots=True)
class AddOn:
    """An add-on code on a day: its type (1, 2 or 3) and the primary codes listed, in order."""

    code: str
    type: str
    primaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    """One row: `first` and `last` None where the copy gives no day."""

    add_on: str
    primary: str
    type: str
    first: date | None
    last: date | None


class AddOns:
    """Look-ups in one release. Codes are five characters, capital letters."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._packed: Packed = opened(release, indexes, "add_on_codes")
        self._found: dict[tuple[str, date], AddOn | None] = {}

    def add_on(self, code: str, day: date) -> AddOn | None:
        """The add-on code, or None when it is none on that day; ReleaseError beyond the release."""
        key = (code, day)
        if key in self._found:
            return self._found[key]
        rows = list(self._on(self._packed.below(code), day))
        listed = dict.fromkeys(row.primary for row in rows if row.primary != CONTRACTOR)
        found = AddOn(code, rows[0].type, tuple(listed)) if rows else None
        if len(self._found) < _MOST_REMEMBERED:
            self._found[key] = found
        return found

    def is_beside(self, add_on: str, primary: str, day: date) -> bool | None:
        """Say whether an add-on code may stand beside a primary; None: the contractor decides.

        False: it is of type 1 and the primary is not listed. A code that is no add-on on that day
        is a ReleaseError: ask `add_on` first.
        """
        found = self.add_on(add_on, day)
        if found is None:
            raise ReleaseError(f"{self.release.name}: {add_on} is no add-on code on {day}")
        if primary in found.primaries:
            return True
        return False if found.type == "1" else None

    def beside(self, primary: str, day: date) -> tuple[str, ...]:
        """The add-on codes that list a code as their primary on a day, in order."""
        return tuple(dict.fromkeys(row.add_on for row in self._on(self._packed.above(primary), day)))

    def _on(self, rows: Iterator[int] | range, day: date) -> Iterator[_Listed]:
        holds = self.release.holds
        if not holds.covers(day):
            raise ReleaseError(f"{self.release.name} holds {holds} and says nothing of {day}")
        for row in map(self._row, rows):
            if (row.first is None or row.first <= day) and (row.last is None or day <= row.last):
                yield row

    def _row(self, row: int) -> _Listed:
        packed = self._packed
        add_on, primary = packed.pair(row)
        said = dict(zip(packed.columns, packed.said[packed.says[row]].split("\t"), strict=True))
        first, ends = said["first"], [said[name] for name in _ENDS if said.get(name)]
        began = date.fromisoformat(first) if first else None
        return _Listed(add_on, primary, said["type"], began, date.fromisoformat(min(ends)) if ends else None)
