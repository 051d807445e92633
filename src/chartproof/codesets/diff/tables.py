"""Two tables side by side, row by row: held whole by key, or merged in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from chartproof.codesets.build.external_sort import by_first
from chartproof.codesets.diff.changes import Said
from chartproof.model.errors import ReleaseError

Key = tuple[str, ...]
_KeyOf = Callable[[str], Key]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table read whole: its columns and rows."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]

    @classmethod
    def read(cls, path: Path) -> Rows:
        """Read a table; ReleaseError where a row has not the columns of the heading."""
        lines = iter(each_line(path))
        columns = tuple(next(lines, "").split("\t"))
        rows = [tuple(line.split("\t")) for line in lines]
        for number, row in enumerate(rows, 2):
            if len(row) != len(columns):
                raise ReleaseError(
                    f"{path.parent.parent.name}: {path.name} line {number}: {len(row)} of {len(columns)} "
                    f"columns; `chartproof books remove {path.parent.parent.name}`, and build it again"
                )
        return cls(columns, rows)

    def said(self) -> Iterator[Said]:
        """Each row by column."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def by(self, key: Sequence[str]) -> dict[Key, Said]:
        """The rows by their key; a key that stands again is numbered, so that no row is lost."""
        found: dict[Key, Said] = {}
        for row in self.said():
            plain = tuple(row.get(name, "") for name in key)
            own, again = plain, 1
            while own in found:
                again += 1
                own = (*plain, str(again))
            found[own] = row
        return found


def each_line(path: Path) -> Iterator[str]:
    """The lines of a table, the heading first."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n")


def unique_key(a: Rows, b: Rows) -> tuple[str, ...]:
    """The first columns that tell rows apart in both tables; all of them where none do."""
    for width in range(1, min(len(a.columns), len(b.columns))):
        if a.columns[:width] != b.columns[:width]:
            break
        if all(len({row[:width] for row in t.rows}) == len(t.rows) for t in (a, b)):
            return a.columns[:width]
    return tuple(name for name in a.columns if name in b.columns)


def beside(a: dict[Key, Said], b: dict[Key, Said]) -> Iterator[tuple[Key, Said | None, Said | None]]:
    """Keys that either has, in order, with both rows, where they differ."""
    for key in sorted(a.keys() | b.keys()):
        old, new = a.get(key), b.get(key)
        if old != new:
            yield key, old, new


Group = tuple[Key, list[str]]


def merged(a: Path, b: Path, keys: int) -> Iterator[tuple[Key, list[str], list[str]]]:
    """Both tables' lines by their first `keys` columns, side by side; a few rows held at a time."""
    none: Group = ((), [])
    left, right = _groups(a, keys), _groups(b, keys)
    one, two = next(left, none), next(right, none)
    while one[1] or two[1]:
        if one[1] and two[1] and one[0] == two[0]:
            yield one[0], one[1], two[1]
            one, two = next(left, none), next(right, none)
        elif one[1] and (not two[1] or one[0] < two[0]):
            yield one[0], one[1], []
            one = next(left, none)
        else:
            yield two[0], [], two[1]
            two = next(right, none)


def _groups(path: Path, keys: int) -> Iterator[Group]:
    def key_of(line: str) -> Key:
        return tuple(line.split("\t", keys)[:keys])

    for key, lines in groupby(_ordered(path, keys, key_of), key_of):
        yield key, list(lines)


def _ordered(path: Path, keys: int, key_of: _KeyOf) -> Iterator[str]:
    """The lines in order of key: as they stand where they are, else sorted beside."""
    lines = each_line(path)
    next(lines, None)
    if _is_sorted(path, key_of):
        yield from lines
    else:
        rows: Iterable[tuple[str, ...]] = (tuple(line.split("\t")) for line in lines)
        for row in by_first(rows, keys):
            yield "\t".join(row)


def _is_sorted(path: Path, key_of: _KeyOf) -> bool:
    """Whole lines in order are keys in order, for a tab sorts before all that a column holds."""
    last = ""
    lines = each_line(path)
    next(lines, None)
    for line in lines:
        if line < last and key_of(line) < key_of(last):
            return False
        last = line
    return True
