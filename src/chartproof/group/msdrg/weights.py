"""Weights and lengths of stay of MS-DRGs (IPPS Table 5), from the release of the discharge day."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from chartproof.codesets.books import Books
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.group import Direction, Weight

SYSTEM = "MS-DRG-weights"


class Weights:
    """Look-ups in the release of a day; ReleaseError where none covers it."""

    def __init__(self, books: Books) -> None:
        self.release: Release = books.release_of(SYSTEM)
        self._list = books.shelf.read(self.release, _weights)

    def of(self, drg: str) -> Weight | None:
        """The weight of a group; None where the table has none (it cannot be grouped)."""
        row = self._list.row(drg)
        if row is None or not row["weight"]:
            return None
        days = Decimal(row["gmlos"]) if row["gmlos"] else None
        return Weight(drg, Decimal(row["weight"]), days, self.release.name)

    def direction(self, drg: str, then: str) -> Direction:
        """Which way the weight goes from one group to another."""
        before, after = self.of(drg), self.of(then)
        if before is None or after is None:
            return Direction.OTHER
        if before.relative == after.relative:
            return Direction.SAME
        return Direction.HIGHER if after.relative > before.relative else Direction.LOWER


def _weights(release: Release, indexes: Path) -> CodeList:
    return CodeList(release, indexes, "weights")
