"""All that Medicare's physician fee schedule of a day says of a code, each code read once.

The fields are those of the relative value file (MPFS on the shelf) as published, whose layout the Medicare Claims
Processing Manual, chapter 23, addendum, explains. `globals` and `components` ask it for single services of notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.coding import Row

SYSTEM = "MPFS"
TABLE = "relative_values"
#: How many days after the operation belong to it.
GLOBAL_DAYS = {"000": 0, "010": 10, "090": 90}
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Fees:
    """The fields of one code, without a modifier. Indicators are as published; `na`: not done at such a place.

    `is_paid`: something is paid for it (relative values, or the contractor's own price).
    """

    row: Row
    status: str
    pc_tc: str
    global_days: str
    multiple: str
    bilateral: str
    assistant: str
    co_surgeons: str
    team: str
    nonfacility_na: bool
    facility_na: bool
    is_paid: bool

    @property
    def days(self) -> int | None:
        """How many days after it belong to it; None where the global concept does not apply."""
        return GLOBAL_DAYS.get(self.global_days)

    @property
    def is_surgery(self) -> bool:
        """Whether it has a global period, of whatever length."""
        return self.global_days in GLOBAL_DAYS


class Schedule:
    """Look-ups in one release, each answer remembered. Codes are five characters, capital letters."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._list = CodeList(release, indexes, TABLE)
        self._known: dict[str, Fees | None] = {}

    def of(self, code: str) -> Fees | None:
        """What it says of a code; None where it does not list it."""
        try:
            return self._known[code]
        except KeyError:
            found = self._read(code)
        if found is not None or len(self._known) < _MOST_REMEMBERED:
            self._known[code] = found
        return found

    def _read(self, code: str) -> Fees | None:
        row = self._list.row(code, "")
        if row is None:
            return None
        return Fees(
            row=Row(self.release.name, TABLE, code),
            status=row["status"],
            pc_tc=row["pc_tc"],
            global_days=row["global_days"],
            multiple=row["multiple_procedure"],
            bilateral=row["bilateral_surgery"],
            assistant=row["assistant_surgery"],
            co_surgeons=row["co_surgeons"],
            team=row["team_surgery"],
            nonfacility_na=row["nonfacility_na"] == "NA",
            facility_na=row["facility_na"] == "NA",
            is_paid=row["status"] in {"A", "C", "R", "T"},
        )


def schedule(books: Books, day: date | None) -> Schedule | str:
    """The fee schedule of a day; in words, why there is none."""
    try:
        return books.read(SYSTEM, Schedule, day)
    except NoReleaseCoversError as error:
        return str(error)
