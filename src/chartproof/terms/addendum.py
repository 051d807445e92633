"""What the outpatient prospective payment system of a day says of a code: its status indicator and group (addendum B).

Medicare Claims Processing Manual, chapter 4, 10.1 and 10.2; the indicators are those of addendum D1 of the year's rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.record import Payer

SYSTEM = "OPPS"
TABLE = "addendum_b"
_MOST_REMEMBERED = 50_000
#: What is paid by an APC of its own, on its own or where nothing packages it.
PROCEDURES = frozenset({"J1", "J2", "P", "Q1", "Q2", "Q3", "R", "S", "T", "U", "V"})
#: Types of bill that the system pays: hospitals' outpatients, and community mental health centers.
_BILLS = ("012", "013", "014", "076")


def is_opps(claim: Claim) -> bool:
    """Whether a claim is one of a hospital's outpatients that Medicare's outpatient system pays."""
    if not claim.is_facility or claim.is_inpatient or claim.payer not in {None, Payer.MEDICARE}:
        return False
    return claim.bill_type is None or claim.bill_type.startswith(_BILLS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: its status indicator as published, its group, what that weighs and pays (None where the release has none)."""

    code: str
    status: str
    apc: str | None
    rate: Decimal | None
    row: Row
    weight: Decimal | None = None


class Addendum:
    """Look-ups in one release, each answer remembered. Codes are five characters, capital letters."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._list = CodeList(release, indexes, TABLE)
        self._known: dict[str, Entry | None] = {}

    def of(self, code: str) -> Entry | None:
        """What it says of a code; None where it does not list it."""
        try:
            return self._known[code]
        except KeyError:
            found = self._read(code)
        if found is not None or len(self._known) < _MOST_REMEMBERED:
            self._known[code] = found
        return found

    def _read(self, code: str) -> Entry | None:
        row = self._list.row(code)
        if row is None:
            return None
        rate, weight = (
            Decimal(row[name]) if row.get(name) else None for name in ("payment_rate", "relative_weight")
        )
        apc, own = row.get("apc") or None, Row(self.release.name, TABLE, code)
        return Entry(code, row["status_indicator"], apc, rate, own, weight)


def addendum(books: Books, day: date | None) -> Addendum | str:
    """The addendum B of a day; in words, why there is none."""
    try:
        return books.read(SYSTEM, Addendum, day)
    except NoReleaseCoversError as error:
        return str(error)
