"""ICD-10-PCS of one release: tables, their rows, and codes built axis by axis.

A code is valid when its last four characters stand in one row of the table its first three name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from chartproof.codesets.index import opened
from chartproof.codesets.pcs_keys import Definitions
from chartproof.codesets.release import Release

#: The axes that a table's own name gives: section, body system, root operation.
HEAD = ("Section", "Body System", "Operation")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its three characters, their labels, and the definition of the root operation."""

    name: str
    section: str
    body_system: str
    operation: str
    definition: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a row: its position in the code (4 to 7), its name, its values with labels."""

    position: int
    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: any value of one axis goes with any of the others."""

    table: str
    number: str
    axes: tuple[Axis, ...]

    def holds(self, characters: str) -> bool:
        """Say whether the characters after the table's name, all or the first, stand in this row."""
        return all(
            any(c == value for value, _ in axis.values)
            for c, axis in zip(characters, self.axes, strict=False)
        )

    def label(self, position: int, value: str) -> str | None:
        """The label of a value at a position of the code, or None where the row lacks it."""
        return dict(self.axes[position - 4].values).get(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may come next. `rows` of the `of` rows still open go on through it."""

    position: int
    axis: str
    value: str
    label: str
    rows: int
    of: int


@dataclass(frozen=True, slots=True)
class Title:
    """A long title: the publisher's, or composed by us from labels."""

    text: str
    composed: bool


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a code: its axis, its label, and its definition where one is given."""

    position: int
    axis: str
    value: str
    label: str
    definition: str | None


SCHEMA = """
CREATE TABLE tables(tbl TEXT PRIMARY KEY, section TEXT, body_system TEXT, operation TEXT,
                    definition TEXT) WITHOUT ROWID;
CREATE TABLE axes(tbl TEXT, number TEXT, position INTEGER, axis TEXT, value TEXT, label TEXT,
                  PRIMARY KEY(tbl, number, position, value)) WITHOUT ROWID;
CREATE TABLE codes(code TEXT PRIMARY KEY, tbl TEXT, number TEXT, short TEXT, title TEXT) WITHOUT ROWID;
"""
_ORDER = """
CREATE TABLE codes(code TEXT PRIMARY KEY, place TEXT, short TEXT, title TEXT) WITHOUT ROWID;
"""


class Pcs:
    """Look-ups in one release, each answer remembered. `order` gives the titles it has not itself."""

    def __init__(self, release: Release, indexes: Path, order: Release | None = None) -> None:
        self.release = release
        self._db = opened(release, indexes, SCHEMA, "", ("tables", "axes", "codes"))
        self._order = opened(order, indexes, _ORDER, "", ("codes",)) if order else None
        self._tables: dict[str, Table | None] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}

    def table(self, name: str) -> Table | None:
        """The table of three characters, or None."""
        if name not in self._tables:
            row = self._db.execute("SELECT * FROM tables WHERE tbl = ?", (name,)).fetchone()
            self._tables[name] = Table(*row) if row else None
        return self._tables[name]

    def tables(self) -> tuple[Table, ...]:
        """Every table, in order."""
        return tuple(Table(*row) for row in self._db.execute("SELECT * FROM tables ORDER BY tbl"))

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in order; none where there is no such table."""
        if table not in self._rows:
            sql = "SELECT number, position, axis, value, label FROM axes WHERE tbl = ? ORDER BY 1, 2, 4"
            found: dict[str, dict[int, tuple[str, list[tuple[str, str]]]]] = {}
            for number, position, axis, value, label in self._db.execute(sql, (table,)):
                axes = found.setdefault(number, {})
                axes.setdefault(position, (axis, []))[1].append((value, label))
            self._rows[table] = tuple(
                Row(table, number, tuple(Axis(p, name, tuple(v)) for p, (name, v) in axes.items()))
                for number, axes in found.items()
            )
        return self._rows[table]

    def labels(self) -> tuple[tuple[int, str], ...]:
        """Every label that stands at a position of the rows (4 to 7), once."""
        sql = "SELECT DISTINCT position, label FROM axes ORDER BY 1, 2"
        return tuple(self._db.execute(sql).fetchall())

    def values(self, prefix: str) -> tuple[Choice, ...]:
        """The choices of the next axis after the first characters of a code; none where it is whole.

        A value that means two things in two rows (a few of New Technology) is two choices.
        """
        if len(prefix) < 3:
            return self._heads(prefix)
        if len(prefix) > 6:
            return ()
        rows = [row for row in self.rows(prefix[:3]) if row.holds(prefix[3:])]
        counts: dict[tuple[str, str, str], int] = {}
        for row in rows:
            axis = row.axes[len(prefix) - 3]
            for value, label in axis.values:
                key = (value, label, axis.name)
                counts[key] = counts.get(key, 0) + 1
        return tuple(
            Choice(len(prefix) + 1, axis, value, label, n, len(rows))
            for (value, label, axis), n in sorted(counts.items())
        )

    def is_valid(self, code: str) -> bool:
        """Say whether a code is a path through one row of its table."""
        return len(code) == 7 and any(row.holds(code[3:]) for row in self.rows(code[:3]))

    def title(self, code: str) -> Title | None:
        """The long title of a valid code, or None for what is no code."""
        if not self.is_valid(code):
            return None
        told = self._db.execute("SELECT title FROM codes WHERE code = ?", (code,)).fetchone()
        if not (told and told[0]) and self._order:
            told = self._order.execute("SELECT title FROM codes WHERE code = ?", (code,)).fetchone()
        if told and told[0]:
            return Title(told[0], composed=False)
        return Title(self._composed(code), composed=True)

    def path(self, code: str, definitions: Definitions | None = None) -> tuple[Character, ...]:
        """The characters of a code, or of its first three or more; none where there is no such path."""
        table = self.table(code[:3])
        row = next((r for r in self.rows(code[:3]) if r.holds(code[3:])), None)
        if table is None or row is None or len(code) > 7:
            return ()
        heads = (table.section, table.body_system, table.operation)
        labels = [(axis, c, label) for axis, c, label in zip(HEAD, code[:3], heads, strict=True)]
        for axis, c in zip(row.axes, code[3:], strict=False):
            labels.append((axis.name, c, row.label(axis.position, c) or ""))
        found = []
        for position, (axis_name, value, label) in enumerate(labels, 1):
            told = definitions.of(code[0], position, label) if definitions else None
            if position == 3 and not told:
                told = table.definition or None
            found.append(Character(position, axis_name, value, label, told))
        return tuple(found)

    def completions(self, prefix: str, limit: int | None = None) -> tuple[str, ...]:
        """The valid codes that begin with a prefix, in order; the first `limit` of them."""
        found: list[str] = []
        for code in self._completions(prefix):
            if limit is not None and len(found) >= limit:
                break
            found.append(code)
        return tuple(found)

    def count(self, prefix: str) -> int:
        """How many valid codes begin with a prefix."""
        sql = "SELECT count(*) FROM codes WHERE code GLOB ?"
        found: int = self._db.execute(sql, (_literal(prefix) + "*",)).fetchone()[0]
        return found

    def _completions(self, prefix: str) -> Iterator[str]:
        sql = "SELECT tbl FROM tables WHERE tbl GLOB ? ORDER BY tbl"
        for (name,) in self._db.execute(sql, (_literal(prefix[:3]) + "*",)).fetchall():
            made: set[str] = set()
            for row in self.rows(name):
                if row.holds(prefix[3:]):
                    pools = [[v for v, _ in axis.values] for axis in row.axes]
                    for at, character in enumerate(prefix[3:7]):
                        pools[at] = [character]
                    made.update("".join(characters) for characters in product(*pools))
            if len(prefix) <= 7:
                yield from (name + rest for rest in sorted(made))

    def _heads(self, prefix: str) -> tuple[Choice, ...]:
        tables = [t for t in self.tables() if t.name.startswith(prefix)]
        counts: dict[tuple[str, str], int] = {}
        at = len(prefix)
        for t in tables:
            key = (t.name[at], (t.section, t.body_system, t.operation)[at])
            counts[key] = counts.get(key, 0) + len(self.rows(t.name))
        of = sum(counts.values())
        return tuple(Choice(at + 1, HEAD[at], v, label, n, of) for (v, label), n in sorted(counts.items()))

    def _composed(self, code: str) -> str:
        body, approach, device, qualifier = (c.label for c in self.path(code)[3:])
        table = self.table(code[:3])
        said = f"{table.operation if table else ''} of {body}"
        if device not in _NOTHING:
            said += f" with {device}"
        return ", ".join([said, approach, *([qualifier] if qualifier not in _NOTHING else [])])


#: Labels that say there is nothing on an axis.
_NOTHING = frozenset({"No Device", "No Qualifier", "None"})


def _literal(prefix: str) -> str:
    """A prefix as GLOB reads it literally."""
    return "".join(c if c.isalnum() else f"[{c}]" for c in prefix)
