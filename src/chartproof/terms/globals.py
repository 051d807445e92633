"""What Medicare's physician fee schedule of a day says of surgery on a code: its global period, whom and what it pays.

Medicare Claims Processing Manual, chapter 12, 40 (global surgery), 40.6 to 40.8, 20.4.3; the fields of the
relative value file of that day (MPFS on the shelf).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chartproof.codesets.books import AtHand, Books, NoReleaseCoversError
from chartproof.codesets.release import Release
from chartproof.model.coding import Fact, Row
from chartproof.model.past import PastClaim
from chartproof.terms.listed import codes

SYSTEM = "MPFS"
_TABLE = "relative_values"
#: How many days after the operation belong to it.
_DAYS = {"000": 0, "010": 10, "090": 90}


@dataclass(frozen=True, slots=True)
class Surgery:
    """The fields of one code; `row` is where they stand. Indicators are as published: 0, 1, 2, 3, 9."""

    row: Row
    global_days: str
    multiple: str
    bilateral: str
    assistant: str
    co_surgeons: str
    team: str
    value: Decimal

    @property
    def days(self) -> int | None:
        """How many days after it belong to it; None where the global concept does not apply."""
        return _DAYS.get(self.global_days)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An operation of an earlier claim whose global period runs on a day, and the row that says how long."""

    code: str
    served: date
    modifiers: tuple[str, ...]
    claim: Fact
    row: Row


def surgery_of(code: str, books: Books, served: date | None = None) -> Surgery | None:
    """The fields of a code on its day; None: no fee schedule at hand covers the day, or it does not list the code."""
    try:
        release = books.release_of(SYSTEM, served)
    except NoReleaseCoversError:
        return None
    row = books.read(SYSTEM, codes, served).row(code, "")
    if row is None:
        return None
    return Surgery(
        Row(release.name, _TABLE, code),
        row["global_days"],
        row["multiple_procedure"],
        row["bilateral_surgery"],
        row["assistant_surgery"],
        row["co_surgeons"],
        row["team_surgery"],
        Decimal(row["facility_total"] or "0"),
    )


def running(history: Iterable[PastClaim], day: date, books: Books) -> Iterator[Earlier]:
    """The operations of earlier professional claims whose global period of 10 or 90 days runs on a day."""
    for claim in history:
        if claim.kind == "facility":
            continue
        for past in claim.of("CPT", "HCPCS"):
            if past.served is None or past.served >= day:
                continue
            found = surgery_of(past.code, books, past.served)
            if found and found.days and day <= past.served + timedelta(days=found.days):
                told = Fact("history", f"{past.code} of {past.served}, global period {found.days} days")
                yield Earlier(past.code, past.served, past.modifiers, told, found.row)


def has_row(releases: Iterable[Release], shelf: AtHand, row: tuple[str, str, str]) -> bool:
    """Whether a row that a proof names stands in a fee schedule at hand."""
    name, table, key = row
    ours = (r for r in releases if r.system == SYSTEM and r.name == name)
    return any(table == _TABLE and key in shelf.read(release, codes) for release in ours)
