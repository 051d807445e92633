"""NCCI PTP edits of two quarters: pairs that came, went, or whose modifier indicator changed.

A pair is compared by what is in force within each release: an edit deleted before the quarter
began, not yet begun, or with indicator 9 (never in force) is none. Of several rows in force within
one release the last to begin speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from chartproof.codesets.diff.changes import PairChange, Said
from chartproof.codesets.diff.tables import Rows, each_line, merged
from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period

COLUMNS = ("column_1", "column_2", "first", "last", "modifier_indicator", "rationale")
Heard = Callable[[int], None]
#: Pairs between two words of progress.
_EVERY = 100_000


def pairs(a: Release, b: Release, heard: Heard = lambda _pairs: None) -> Iterator[PairChange]:
    """Every changed pair, in order of its codes; memory does not grow with the tables."""
    for release in (a, b):
        _see(release)
    settled = _settled(a.holds, b.holds)
    for count, (key, old, new) in enumerate(merged(a.table("pairs"), b.table("pairs"), 2)):
        if not count % _EVERY:
            heard(count)
        if old == new and all(settled(*line.split("\t", 5)[2:5]) for line in old):
            continue
        found = _change(key[0], key[1], _in_force(old, a.holds), _in_force(new, b.holds))
        if found:
            yield found


def _see(release: Release) -> None:
    columns = tuple(next(each_line(release.table("pairs")), "").split("\t"))
    if columns != COLUMNS:
        raise ReleaseError(
            f"{release.name}: its pairs have other columns than this edition reads; build it again"
        )


def _settled(a: Period, b: Period) -> Callable[[str, str, str], bool]:
    """Whether a row that both have is in force within both or neither."""

    @lru_cache(1 << 16)
    def settled(first: str, last: str, indicator: str) -> bool:
        return is_in_force(first, last, indicator, a) == is_in_force(first, last, indicator, b)

    return settled


def is_in_force(first: str, last: str, indicator: str, holds: Period) -> bool:
    """Say whether an edit holds on some day of a release; an unknown first day is within it."""
    if indicator == "9":
        return False
    began = not first or holds.last is None or first <= holds.last.isoformat()
    return began and (not last or last >= holds.first.isoformat())


def _in_force(lines: list[str], holds: Period) -> Said | None:
    rows = Rows(COLUMNS, [tuple(line.split("\t")) for line in lines]).said()
    standing = [r for r in rows if is_in_force(r["first"], r["last"], r["modifier_indicator"], holds)]
    if not standing:
        return None
    last = max(standing, key=lambda r: (r["first"], r["last"] or "9999"))
    return {name: last[name] for name in COLUMNS[2:] if last[name]}


def _change(one: str, two: str, old: Said | None, new: Said | None) -> PairChange | None:
    if old is None and new is None:
        return None
    if old is None:
        return PairChange(one, two, "added", None, new)
    if new is None:
        return PairChange(one, two, "deleted", old, None)
    if old["modifier_indicator"] == new["modifier_indicator"]:
        return None
    return PairChange(one, two, "revised", old, new)
