"""What an anesthesia is counted by: its minutes in units of fifteen, to a tenth (42 CFR 414.46), and the base units of its code.

The base units are those of CMS's file of the day ("anesthesia base units by CPT code" on the shelf).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from chartproof.codesets.books import AtHand, Books
from chartproof.codesets.release import Release
from chartproof.model.coding import Row
from chartproof.terms.listed import codes

SYSTEM = "anesthesia-base-units"
_TABLE = "base_units"
_MINUTES_OF_A_UNIT = 15
_TENTH = Decimal("0.1")


def time_units(minutes: int) -> Decimal:
    """Minutes of anesthesia in units of fifteen, rounded to a tenth."""
    return (Decimal(minutes) / _MINUTES_OF_A_UNIT).quantize(_TENTH, ROUND_HALF_UP)


def base_units(code: str, books: Books) -> tuple[int, Row] | None:
    """The base units of a code on the day, and the row they stand in; None: no file at hand covers the day, or it has no such code."""
    if not books.has(SYSTEM):
        return None
    row = books.read(SYSTEM, codes).row(code)
    if row is None:
        return None
    return int(row["base_units"]), Row(books.release_of(SYSTEM).name, _TABLE, code)


def has_row(releases: Iterable[Release], shelf: AtHand, row: tuple[str, str, str]) -> bool:
    """Whether a row that a proof names stands in a file of base units at hand."""
    name, table, key = row
    ours = (r for r in releases if r.system == SYSTEM and r.name == name)
    return any(table == _TABLE and key in shelf.read(release, codes) for release in ours)
