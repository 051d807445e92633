"""Medicare's coverage articles and LCDs of one export (`COVERAGE`): which diagnoses each lists for a procedure, and for whom.

An export ties the groups of procedures and of diagnoses together by the words of each group alone. A group whose
words name codes is for those; one that names none is for all the codes of its document. Codes that only fill a
place (XX000) are no list. Program Integrity Manual (CMS Pub. 100-08), chapter 13, 13.5.1 (articles).
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartproof.codesets.index import is_whole, making, read_only, rows_of
from chartproof.codesets.release import Release
from chartproof.model.coding import Row
from chartproof.model.pattern import Pattern

SYSTEM = "COVERAGE"
#: Codes of national determinations, which hold everywhere.
NATIONAL = "COVERAGE-national"
#: Goes up when the index is made in another way.
_MADE = 1
_OF = ("kind", "document", "version")
_TABLES: dict[str, tuple[str, ...]] = {
    "documents": (*_OF, *"display title type status section coverage first last retired".split()),
    "procedures": (*_OF, "group", "code", "range"),
    "covered_diagnoses": (*_OF, "group", "code", "range", "asterisk"),
    "noncovered_diagnoses": (*_OF, "group", "code", "range", "asterisk"),
    "covered_diagnosis_groups": (*_OF, "group", "text", "asterisk"),
    "noncovered_diagnosis_groups": (*_OF, "group", "text"),
    "modifiers": (*_OF, "group", "code"),
    "modifier_groups": (*_OF, "group", "text"),
    "document_contractors": (*_OF, "contractor", "type", "contractor_version"),
    "related_documents": (*_OF, "article", "lcd", "ncd"),
    "contractors": ("contractor", "type", "contractor_version", "name", "number", "dme_region"),
    "jurisdictions": ("contractor", "type", "contractor_version", "state", "first", "last"),
    "states": ("state", "abbreviation", "name"),
}
#: Stands where a document lists no code.
_NO_CODE = "XX000"
#: So many answers by code, day and state are remembered at a time.
_MOST_REMEMBERED = 200_000
_CODE = Pattern(r"\b([0-9A-Z]\d{3}[0-9A-Z])(?:\s*(?:-|\u2013|through|to|thru)\s*([0-9A-Z]\d{3}[0-9A-Z]))?\b")
_GROUP = Pattern(r"\bgroups?\s+(\d+(?:\s*(?:,|or|and|&)\s*\d+)*)", re.IGNORECASE)
_NUMBER = Pattern(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One group of a document: its words, its codes, those that carry a mark, and what the mark says.

    `ranges` are the procedure codes that its words name, `others` the numbers of other groups that they speak of.
    """

    number: str
    text: str
    codes: frozenset[str]
    marked: frozenset[str] = frozenset()
    mark: str = ""
    ranges: tuple[tuple[str, str], ...] = ()
    others: frozenset[str] = frozenset()

    def names(self, code: str) -> bool:
        """Whether its words name a procedure code."""
        return any(first <= code <= last for first, last in self.ranges)


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One document in one version: an article, or an LCD that lists codes itself."""

    kind: str
    document: str
    version: str
    display: str
    title: str
    first: str
    last: str

    @property
    def name(self) -> str:
        """What people call it: A12345, L12345, NCD 190.22."""
        letter = {"ARTICLE": "A", "LCD": "L", "NCD": "NCD "}.get(self.kind, "")
        return self.display or f"{letter}{self.document}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        told = str(day)
        return self.first <= told and (not self.last or told <= self.last)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose document it is: the states of its contractors by their two letters, and the contractors' numbers."""

    states: frozenset[str]
    numbers: frozenset[str]

    def has(self, state: str, numbers: frozenset[str]) -> bool:
        """Whether a place is among its states; where it names none, whether the place's contractor is its own."""
        return state in self.states if self.states else bool(numbers & self.numbers)


class Coverage:
    """Look-ups in one export, each answer remembered."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        path = indexes / f"{release.name}-{release.seal[:16]}-coverage-{_MADE}.sqlite"
        if not is_whole(path):
            _make(release, path)
        self._db = read_only(path)
        self._policies: dict[str, tuple[Policy, ...]] = {}
        self._known: dict[tuple[str, ...], Policy] = {}
        self._in_force: dict[tuple[str, date, str], tuple[Policy, ...]] = {}
        self._groups: dict[tuple[str, Policy], tuple[Group, ...]] = {}
        self._reach: dict[Policy, Reach] = {}
        self._related: dict[Policy, tuple[str, ...]] = {}

    def policies(self, code: str, day: date) -> tuple[Policy, ...]:
        """The documents that list a procedure code and are in force on a day, the newest version of each."""
        found: dict[tuple[str, str], Policy] = {}
        for policy in self._listing(code):
            key = (policy.kind, policy.document)
            if policy.holds_on(day) and (key not in found or _later(policy, found[key])):
                found[key] = policy
        return tuple(found.values())

    def in_force(self, code: str, day: date, state: str, numbers: frozenset[str]) -> tuple[Policy, ...]:
        """Those of them that are a state's, by the states of their contractors, else by the contractors' numbers."""
        key = (code, day, state)
        found = self._in_force.get(key)
        if found is None:
            if len(self._in_force) > _MOST_REMEMBERED:
                self._in_force.clear()
            found = tuple(p for p in self.policies(code, day) if self.reach(p).has(state, numbers))
            self._in_force[key] = found
        return found

    def _listing(self, code: str) -> tuple[Policy, ...]:
        if code not in self._policies:
            asked = self._ask(
                "SELECT DISTINCT d.* FROM procedures p JOIN documents d USING (kind, document, version) WHERE p.code = ?",
                code,
            )
            self._policies[code] = tuple(self._known.setdefault(row[:3], _policy(row)) for row in asked)
        return self._policies[code]

    def covered(self, policy: Policy) -> tuple[Group, ...]:
        """The groups of diagnoses that it covers; those that list no code are left out."""
        return self._grouped("covered_diagnoses", "covered_diagnosis_groups", policy)

    def noncovered(self, policy: Policy) -> tuple[Group, ...]:
        """The groups of diagnoses that it does not cover."""
        return self._grouped("noncovered_diagnoses", "noncovered_diagnosis_groups", policy)

    def modifiers(self, policy: Policy) -> tuple[Group, ...]:
        """The groups of modifiers that it speaks of."""
        return self._grouped("modifiers", "modifier_groups", policy)

    def reach(self, policy: Policy) -> Reach:
        """Whose document it is."""
        if policy not in self._reach:
            of = (policy.kind, policy.document, policy.version)
            join = (
                "SELECT {} FROM document_contractors t JOIN {} USING (contractor, type, contractor_version)"
            )
            where = "WHERE (t.kind, t.document, t.version) = (?, ?, ?)"
            states = self._ask(
                f"{join.format('s.abbreviation', 'jurisdictions j')} JOIN states s ON s.state = j.state {where}",
                *of,
            )
            numbers = self._ask(f"{join.format('c.number', 'contractors c')} {where}", *of)
            self._reach[policy] = Reach(
                frozenset(a[:2].upper() for (a,) in states if a), frozenset(n for (n,) in numbers if n)
            )
        return self._reach[policy]

    def related(self, policy: Policy) -> tuple[str, ...]:
        """The LCDs and national determinations that it goes with, as people call them."""
        if policy not in self._related:
            rows = self._ask(
                "SELECT DISTINCT lcd, ncd FROM related_documents WHERE (kind, document, version) = (?, ?, ?)",
                *(policy.kind, policy.document, policy.version),
            )
            told = [f"L{lcd}" for lcd, _ in rows if lcd] + [self._national(ncd) for _, ncd in rows if ncd]
            self._related[policy] = tuple(dict.fromkeys(told))
        return self._related[policy]

    def row(self, policy: Policy, table: str, key: str) -> Row:
        """Where in the export something of a document stands."""
        return Row(self.release.name, table, f"{policy.kind} {policy.document} {policy.version} {key}")

    def _national(self, ncd: str) -> str:
        sections = self._ask("SELECT section FROM documents WHERE kind = 'NCD' AND document = ?", ncd)
        return f"NCD {next((s for (s,) in sections if s), ncd)}"

    def _grouped(self, table: str, words: str, policy: Policy) -> tuple[Group, ...]:
        key = (table, policy)
        if key not in self._groups:
            self._groups[key] = tuple(_groups(self._of(table, policy), self._of(words, policy)))
        return self._groups[key]

    def _of(self, table: str, policy: Policy) -> list[dict[str, str]]:
        """The rows of a table that are of a document."""
        sql = f"SELECT * FROM {table} WHERE (kind, document, version) = (?, ?, ?)"  # noqa: S608
        rows = self._ask(sql, policy.kind, policy.document, policy.version)
        return [dict(zip(_TABLES[table], row, strict=True)) for row in rows]

    def _ask(self, sql: str, *told: str) -> list[tuple[str, ...]]:
        return self._db.execute(sql, told).fetchall()


def _groups(codes: list[dict[str, str]], words: list[dict[str, str]]) -> Iterator[Group]:
    told = {row["group"]: row for row in words}
    held: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in codes:
        if not row["code"].startswith(_NO_CODE):
            held[row["group"]].append(row)
    for number, rows in sorted(held.items()):
        marked = frozenset(row["code"] for row in rows if row.get("asterisk"))
        said = told.get(number, {})
        every = frozenset(row["code"] for row in rows)
        text = said.get("text", "")
        ranges = tuple((first, last or first) for first, last in _CODE.findall(text))
        named = {n for numbers in _GROUP.findall(text) for n in _NUMBER.findall(numbers)}
        yield Group(
            number, text, every, marked, said.get("asterisk", ""), ranges, frozenset(named - {number})
        )


def _policy(row: tuple[str, ...]) -> Policy:
    told = dict(zip(_TABLES["documents"], row, strict=True))
    last = min(filter(None, (told["last"], told["retired"])), default="")
    told["last"] = last
    return Policy(
        **{key: told[key] for key in ("kind", "document", "version", "display", "title", "first", "last")}
    )


def _later(one: Policy, other: Policy) -> bool:
    return (len(one.version), one.version) > (len(other.version), other.version)


def _make(release: Release, path: Path) -> None:
    with making(path) as db:
        for table, columns in _TABLES.items():
            db.execute(f"CREATE TABLE {table}({', '.join(map(_column, columns))})")
            if release.table(table).exists():
                _fill(db, release, table, columns)
        db.execute("CREATE INDEX by_code ON procedures(code)")
        for table, columns in _TABLES.items():
            if columns[:3] == _OF:
                db.execute(f"CREATE INDEX of_{table} ON {table}(kind, document, version)")
        db.execute("CREATE INDEX of_contractor ON contractors(contractor, type, contractor_version)")
        db.execute("CREATE INDEX of_jurisdiction ON jurisdictions(contractor, type, contractor_version)")


def _column(name: str) -> str:
    return f'"{name}" TEXT NOT NULL'


def _fill(db: sqlite3.Connection, release: Release, table: str, columns: tuple[str, ...]) -> None:
    """The columns that the table has, by name; those of an older builder that it lacks stay empty."""
    rows = rows_of(release.table(table))
    at = {name: place for place, name in enumerate(next(rows))}
    places = [at.get(name) for name in columns]
    marks = ", ".join("?" * len(columns))
    told = (["" if p is None else row[p] for p in places] for row in rows)
    db.executemany(f"INSERT INTO {table} VALUES ({marks})", told)  # noqa: S608
