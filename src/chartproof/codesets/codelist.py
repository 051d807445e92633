"""A flat list of one release (HCPCS codes, fees, places of service, ...): its rows by their first columns.

Derived SQLite over one table, read-only. Columns are the table's own: all text, empty where the
publisher gives nothing. Rows are found by the first column, or by the first few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from chartproof.codesets.index import is_whole, making, read_only, rows_of
from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError

Row = Mapping[str, str]
#: So many leading columns are searched by.
_KEYS = 3
#: What is not in the table is remembered too, as long as no more than so many keys are.
_MOST_REMEMBERED = 50_000
#: Follows every character a code is made of.
_BEYOND = "\U0010ffff"


class CodeList:
    """Look-ups in one table of a release, each row found remembered."""

    def __init__(self, release: Release, indexes: Path, table: str = "codes") -> None:
        self.release = release
        self.table = table
        path = release.table(table)
        if not path.exists():
            raise ReleaseError(f"{release.name} has no table {table}; it has: {_tables(release)}")
        self.columns = tuple(next(rows_of(path)))
        index = indexes / f"{release.name}-{release.seal[:16]}-{table}.sqlite"
        if not is_whole(index):
            _make(path, self.columns, index)
        self._db = read_only(index)
        self._found: dict[tuple[str, ...], tuple[Row, ...]] = {}

    def __contains__(self, code: str) -> bool:
        """Say whether a row begins with a code."""
        return bool(self.rows(code))

    def row(self, *key: str) -> Row | None:
        """The one row of a key, or None; ReleaseError where the key has several: say more of it."""
        found = self.rows(*key)
        if len(found) > 1:
            more = ", ".join(self.columns[len(key) :][:2])
            says = f"{len(found)} rows of {self.table} begin with {' '.join(key)}; say which by {more}"
            raise ReleaseError(f"{self.release.name}: {says}, or ask for all of them")
        return found[0] if found else None

    def rows(self, *key: str) -> tuple[Row, ...]:
        """All rows that begin with a key (one column, or the first few), in the order of the table."""
        if key in self._found:
            return self._found[key]
        where = " AND ".join(f"{_quoted(name)} = ?" for name in self.columns[: len(key)])
        asked = self._db.execute(f"SELECT * FROM list WHERE {where} ORDER BY rowid", key)  # noqa: S608
        found = tuple(map(self._row, asked))
        if found or len(self._found) < _MOST_REMEMBERED:  # what people mistype is without end
            self._found[key] = found
        return found

    def starting(self, prefix: str, limit: int) -> tuple[Row, ...]:
        """The first rows whose first column begins with a prefix, by that column."""
        first = _quoted(self.columns[0])
        sql = f"SELECT * FROM list WHERE {first} >= ? AND {first} < ? ORDER BY {first}, rowid LIMIT ?"  # noqa: S608
        return tuple(map(self._row, self._db.execute(sql, (prefix, prefix + _BEYOND, limit))))

    def every(self) -> Iterator[Row]:
        """All rows, in the order of the table."""
        return map(self._row, self._db.execute("SELECT * FROM list ORDER BY rowid"))

    def __len__(self) -> int:
        count: int = self._db.execute("SELECT count(*) FROM list").fetchone()[0]
        return count

    def _row(self, cells: tuple[str, ...]) -> Row:
        return MappingProxyType(dict(zip(self.columns, cells, strict=True)))


def _make(table: Path, columns: tuple[str, ...], index: Path) -> None:
    cells = ", ".join(f"{_quoted(name)} TEXT NOT NULL" for name in columns)
    keys = ", ".join(map(_quoted, columns[:_KEYS]))
    marks = ", ".join("?" * len(columns))
    with making(index) as db:
        db.execute(f"CREATE TABLE list({cells})")
        db.executemany(f"INSERT INTO list VALUES ({marks})", islice(rows_of(table), 1, None))  # noqa: S608
        db.execute(f"CREATE INDEX by_key ON list({keys})")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _tables(release: Release) -> str:
    return ", ".join(sorted(path.stem for path in release.table("x").parent.glob("*.tsv")))
