"""The Alphabetic Index of one release, or one of its tables: terms by path, and where See leads.

An index has one code a term; the tables of neoplasms and of drugs have a column for each behavior or
intent. A path is the titles from the main term down, with ` > ` between, as proofs name it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chartproof.codesets.build.icd10 import BELOW
from chartproof.codesets.index import opened
from chartproof.codesets.release import Release

_INDEX = ("code", "manifestation_code", "see", "see_also", "see_category")
_NEOPLASMS = (
    "malignant_primary", "malignant_secondary", "in_situ", "benign", "uncertain_behavior",
    "unspecified_behavior", "see", "see_also", "remark",
)  # fmt: skip
_DRUGS = (
    "accidental", "intentional_self_harm", "assault", "undetermined", "adverse_effect", "underdosing",
    "see", "see_also", "remark",
)  # fmt: skip
#: System: its table, and the columns of the table after path, level, term and modifiers.
SYSTEMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ICD-10-CM-index": ("index", _INDEX),
    "ICD-10-CM-external-causes": ("index", _INDEX),
    "ICD-10-CM-neoplasms": ("neoplasms", _NEOPLASMS),
    "ICD-10-CM-drugs": ("drugs", _DRUGS),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the index: its path, its nonessential modifiers, its codes by column, its See.

    `codes` leaves out empty columns; a code may end in a dash: more characters are wanted. `said` is the
    path by which a See elsewhere says it, empty where it is said by its own.
    """

    path: str
    title: str
    modifiers: str
    codes: tuple[tuple[str, str], ...]
    see: str
    see_also: str
    category: str
    said: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles from the main term down."""
        return tuple(self.path.split(BELOW))

    def code(self, column: str = "code") -> str:
        """The code in a column, empty where there is none."""
        return dict(self.codes).get(column, "")


@dataclass(frozen=True, slots=True)
class Lead:
    """A See or See also: what it says, where that leads, and how (codesets/build/index_references)."""

    kind: str
    target: str
    leads_to: str
    how: str


class Alphabetic:
    """Look-ups in one index or table of ICD-10-CM."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self.table, columns = SYSTEMS[release.system]
        self._columns = [c for c in columns if c not in {"see", "see_also", "see_category", "remark"}]
        self._category = "see_category" if "see_category" in columns else "''"
        named = ", ".join(("path", "level", "term", "nonessential_modifiers", *columns))
        schema = (
            f'CREATE TABLE "{self.table}"({named});'
            'CREATE TABLE "references"(path, kind, target, leads_to, how);'
        )
        after = (
            f'CREATE INDEX by_path ON "{self.table}"(path, level); CREATE INDEX led ON "references"(path);'
        )
        self._db: sqlite3.Connection = opened(release, indexes, schema, after, (self.table, "references"))

    @property
    def _select(self) -> str:
        columns = ", ".join(self._columns)
        return (
            f"SELECT path, term, nonessential_modifiers, see, see_also, {self._category}, {columns} "  # noqa: S608
            f'FROM "{self.table}" '
        )

    def term(self, path: str) -> Entry | None:
        """The term of a path, or None; a path printed twice in the index is its first."""
        row = self._db.execute(self._select + "WHERE path = ? LIMIT 1", (path,)).fetchone()
        return self._entry(row) if row else None

    def below(self, path: str) -> tuple[Entry, ...]:
        """The subterms directly below a path."""
        first, level = path + BELOW, path.count(BELOW) + 1
        asked = "WHERE path >= ? AND path < ? AND CAST(level AS INTEGER) = ?"
        rows = self._db.execute(self._select + asked, (first, first + "\U0010ffff", level))
        return tuple(map(self._entry, rows))

    def leads(self, path: str) -> tuple[Lead, ...]:
        """Where the See and See also of a term lead; those that lead nowhere are left out."""
        sql = 'SELECT kind, target, leads_to, how FROM "references" WHERE path = ? ORDER BY kind'
        return tuple(Lead(*row) for row in self._db.execute(sql, (path,)))

    def has_row(self, table: str, key: str) -> bool:
        """Say whether a row that a proof names stands in this release."""
        return table == self.table and self.term(key) is not None

    def every_term(self) -> Iterator[Entry]:
        """All terms, in order of path."""
        return map(self._entry, self._db.execute(self._select + "ORDER BY path"))

    def every_lead(self) -> Iterator[tuple[str, Lead]]:
        """All See and See also that lead somewhere, each with the path of its term."""
        sql = 'SELECT path, kind, target, leads_to, how FROM "references"'
        return ((path, Lead(*row)) for path, *row in self._db.execute(sql))

    def _entry(self, row: tuple[str, ...]) -> Entry:
        path, title, modifiers, see, see_also, category, *cells = row
        codes = tuple((c, cell) for c, cell in zip(self._columns, cells, strict=True) if cell)
        return Entry(path, title, modifiers, codes, see, see_also, category)
