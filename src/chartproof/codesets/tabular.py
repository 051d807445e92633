"""The ICD-10-CM Tabular List of one release: nodes, billable codes, notes, seventh characters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chartproof.codesets.index import opened
from chartproof.codesets.release import Release


@dataclass(frozen=True, slots=True)
class Node:
    """A chapter, section, category or subcategory. `key` is unique; `code` is as published.

    A section may share a category's code (B20, C50), so the key of a section is `section B20`.
    """

    key: str
    code: str
    kind: str
    parent: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """An instructional note where it stands, with the targets it names (may be none)."""

    node: str
    kind: str
    block: int
    number: int
    text: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Billable:
    """A valid code: the leaf it comes from and its seventh character, if any."""

    code: str
    node: str
    char: str
    title: str


SCHEMA = """
CREATE TABLE nodes(node TEXT PRIMARY KEY, code TEXT, kind TEXT, parent TEXT, title TEXT) WITHOUT ROWID;
CREATE TABLE codes(code TEXT PRIMARY KEY, node TEXT, char TEXT, title TEXT) WITHOUT ROWID;
CREATE TABLE notes(node TEXT, kind TEXT, block INTEGER, number INTEGER, text TEXT, targets TEXT,
                   PRIMARY KEY(node, block, number)) WITHOUT ROWID;
CREATE TABLE seventh(node TEXT, char TEXT, meaning TEXT, PRIMARY KEY(node, char)) WITHOUT ROWID;
"""
AFTER = "CREATE INDEX by_parent ON nodes(parent); CREATE INDEX by_node ON codes(node);"


class Tabular:
    """Look-ups in one release, each answer remembered. Codes are dotted."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        tables = ("nodes", "codes", "notes", "seventh")
        self._db = opened(release, indexes, SCHEMA, AFTER, tables)
        self._nodes: dict[str, Node | None] = {}
        self._children: dict[str, tuple[Node, ...]] = {}
        self._codes: dict[str, Billable | None] = {}
        self._made: dict[str, tuple[Billable, ...]] = {}
        self._notes: dict[str, tuple[Note, ...]] = {}
        self._seventh: dict[str, dict[str, str]] = {}

    def node(self, key: str) -> Node | None:
        """The node of that key, or None."""
        try:
            return self._nodes[key]
        except KeyError:
            row = self._one("SELECT node, code, kind, parent, title FROM nodes WHERE node = ?", key)
            return self._nodes.setdefault(key, Node(*row) if row else None)

    def children(self, key: str) -> tuple[Node, ...]:
        """The nodes directly below, in order."""
        if key not in self._children:
            rows = self._db.execute(
                "SELECT node, code, kind, parent, title FROM nodes WHERE parent = ? ORDER BY node", (key,)
            )
            self._children[key] = tuple(Node(*row) for row in rows)
        return self._children[key]

    def billable(self, code: str) -> Billable | None:
        """The valid code, or None when it is not one."""
        try:
            return self._codes[code]
        except KeyError:
            row = self._one("SELECT code, node, char, title FROM codes WHERE code = ?", code)
            return self._codes.setdefault(code, Billable(*row) if row else None)

    def codes_of(self, node: str) -> tuple[Billable, ...]:
        """The valid codes made at one leaf of the tree (one, or one a seventh character)."""
        if node not in self._made:
            rows = self._db.execute(
                "SELECT code, node, char, title FROM codes WHERE node = ? ORDER BY code", (node,)
            )
            self._made[node] = tuple(Billable(*row) for row in rows)
        return self._made[node]

    def title(self, code: str) -> str | None:
        """The title of a code or node, or None when the release has neither."""
        found = self.billable(code) or self.node(code)
        return found.title if found else None

    def ancestors(self, key: str) -> tuple[Node, ...]:
        """From the node itself up to its chapter."""
        found: list[Node] = []
        at = self.node(key)
        while at:
            found.append(at)
            at = self.node(at.parent)
        return tuple(found)

    def notes(self, key: str) -> tuple[Note, ...]:
        """The notes that stand at a node itself."""
        if key not in self._notes:
            rows = self._db.execute(
                "SELECT node, kind, block, number, text, targets FROM notes WHERE node = ? ORDER BY block, number",
                (key,),
            )
            self._notes[key] = tuple(
                Note(n, k, b, i, text, tuple(named.split())) for n, k, b, i, text, named in rows
            )
        return self._notes[key]

    def seventh(self, key: str) -> dict[str, str]:
        """The seventh characters that apply at a node: its own, else the nearest above."""
        if key not in self._seventh:
            found: dict[str, str] = {}
            for node in self.ancestors(key):
                rows = self._db.execute("SELECT char, meaning FROM seventh WHERE node = ?", (node.key,))
                if found := dict(rows.fetchall()):
                    break
            self._seventh[key] = found
        return self._seventh[key]

    def leaf(self, code: str) -> str:
        """The node a code belongs to: the code itself, or the leaf its seventh character extends."""
        found = self.billable(code)
        return found.node if found else code

    def starting(self, prefix: str, limit: int) -> list[tuple[str, str]]:
        """Nodes and codes that begin with a prefix, as (code, title), in order."""
        sql = (
            "SELECT code, title FROM nodes WHERE node GLOB ?1 AND kind IN ('category', 'subcategory') "
            "UNION SELECT code, title FROM codes WHERE code GLOB ?1 ORDER BY 1 LIMIT ?2"
        )
        return self._db.execute(sql, (prefix + "*", limit)).fetchall()

    def has_row(self, table: str, key: str) -> bool:
        """Say whether a row that a proof names stands in this release."""
        by = {"nodes": "node", "codes": "code"}.get(table)
        if by:
            return self._one(f"SELECT 1 FROM {table} WHERE {by} = ?", key) is not None  # noqa: S608
        if table in {"notes", "seventh"}:
            node, _, rest = key.partition("/")
            if table == "seventh":
                return self._one("SELECT 1 FROM seventh WHERE node = ? AND char = ?", node, rest) is not None
            block, _, number = rest.partition(".")
            sql = "SELECT 1 FROM notes WHERE node = ? AND block = ? AND number = ?"
            return self._one(sql, node, block, number) is not None
        return False

    def every_node(self) -> sqlite3.Cursor:
        """All nodes as rows (node, code, kind, parent, title)."""
        return self._db.execute("SELECT node, code, kind, parent, title FROM nodes ORDER BY node")

    def every_code(self) -> Iterator[Billable]:
        """All valid codes, in order."""
        sql = "SELECT code, node, char, title FROM codes ORDER BY code"
        return (Billable(*row) for row in self._db.execute(sql))

    def every_note(self, kinds: tuple[str, ...]) -> sqlite3.Cursor:
        """All notes of some kinds as rows (node, kind, block, number, text)."""
        marks = ", ".join("?" * len(kinds))
        sql = f"SELECT node, kind, block, number, text FROM notes WHERE kind IN ({marks}) ORDER BY node, block, number"  # noqa: S608
        return self._db.execute(sql, kinds)

    def _one(self, sql: str, *values: str) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._db.execute(sql, values).fetchone()
        return row
