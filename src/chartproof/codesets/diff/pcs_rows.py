"""Rows of ICD-10-PCS tables in two releases: which came, went, or took other values.

Rows have no lasting number, so a row is known by its values: rows that say the same are the same;
of the rest, those of one table that share most values are one row changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chartproof.codesets.diff.changes import RowChange
from chartproof.codesets.diff.tables import Rows
from chartproof.codesets.release import Release

_Value = tuple[str, str, str, str]
_Row = frozenset[_Value]


def row_changes(a: Release, b: Release) -> tuple[RowChange, ...]:
    """The changed rows, by table."""
    titles = _titles(a) | _titles(b)
    return tuple(_changes(_rows(a), _rows(b), titles))


def _titles(release: Release) -> dict[str, str]:
    rows = Rows.read(release.table("tables")).said()
    return {r["table"]: f"{r['section']}, {r['body_system']}, {r['operation']}" for r in rows}


def _rows(release: Release) -> dict[str, set[_Row]]:
    values: dict[tuple[str, str], set[_Value]] = defaultdict(set)
    for r in Rows.read(release.table("axes")).said():
        values[r["table"], r["row"]].add((r["position"], r["value"], r["axis"], r["label"]))
    found: dict[str, set[_Row]] = defaultdict(set)
    for (table, _), row in values.items():
        found[table].add(frozenset(row))
    return found


def _changes(a: dict[str, set[_Row]], b: dict[str, set[_Row]], titles: dict[str, str]) -> Iterator[RowChange]:
    for table in sorted(a.keys() | b.keys()):
        gone, came = a.get(table, set()) - b.get(table, set()), b.get(table, set()) - a.get(table, set())
        title = titles.get(table, "")
        for old, new in _alike(gone, came):
            gone.discard(old)
            came.discard(new)
            yield RowChange(table, title, "changed", _told(new - old), _told(old - new))
        for row in sorted(gone, key=_told):
            yield RowChange(table, title, "removed", (), _told(row))
        for row in sorted(came, key=_told):
            yield RowChange(table, title, "added", _told(row), ())


def _alike(gone: set[_Row], came: set[_Row]) -> Iterator[tuple[_Row, _Row]]:
    scored = []
    for old in gone:
        for new in came:
            ratio = len(old & new) / len(old | new)
            if ratio >= 1 / 2:
                told = sorted((_told(old), _told(new)))
                scored.append((-ratio, told, _told(old), old, new))
    used: set[_Row] = set()
    for _, _, _, old, new in sorted(scored, key=lambda s: s[:3]):
        if old not in used and new not in used:
            used |= {old, new}
            yield old, new


def _told(row: _Row) -> tuple[str, ...]:
    return tuple(f"{position} {axis}: {value} {label}" for position, value, axis, label in sorted(row))
