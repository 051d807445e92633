"""The tables of one version of the grouper, opened for look-ups; each answer is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chartproof.codesets.index import opened, rows_of
from chartproof.codesets.release import Release
from chartproof.group.msdrg.formula import Node, parsed
from chartproof.model.errors import ReleaseError

_SCHEMA = """
CREATE TABLE diagnoses(code TEXT PRIMARY KEY, severity, mdc, lists, exclusion_group) WITHOUT ROWID;
CREATE TABLE procedures(code TEXT PRIMARY KEY, lists) WITHOUT ROWID;
CREATE TABLE exclusions(exclusion_group, excluded_code);
CREATE TABLE clusters(cluster TEXT PRIMARY KEY, suppressed_mdcs) WITHOUT ROWID;
CREATE TABLE cluster_codes(code, cluster, choice);
"""
_AFTER = """
CREATE INDEX by_group ON exclusions(exclusion_group);
CREATE INDEX by_code ON cluster_codes(code);
CREATE INDEX by_cluster ON cluster_codes(cluster);
"""
_INDEXED = ("diagnoses", "procedures", "exclusions", "clusters", "cluster_codes")
#: Lists of operating-room procedures that need not be related to the principal diagnosis.
_UNRELATED = frozenset({"d468", "d477"})


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the grouper knows of a diagnosis: severity as a secondary one ("", CC, MCC), MDC, lists.

    `hacs` are the lists by which it may be a hospital-acquired condition. `excludes`: the group of CCs
    that do not count where it is principal.
    """

    severity: str
    mdc: str
    lists: tuple[str, ...]
    categories: tuple[str, ...]
    hacs: tuple[str, ...]
    excludes: str

    @property
    def named(self) -> tuple[str, ...]:
        """Every list it stands on."""
        return (*self.lists, *self.categories, *self.hacs)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Procedures that count only together: the codes of each choice, one of each is needed.

    The parts do not count by themselves in the `suppressed` MDCs.
    """

    name: str
    suppressed: frozenset[str]
    choices: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """One line of the logic of an MDC. `drg` "": it leads to another MDC (`reroute`), or to an error.

    `suppressed`: a CC or MCC on one of these lists does not count for it.
    """

    mdc: str
    number: str
    drg: str
    base: str
    kind: str
    reroute: str
    text: str
    suppressed: frozenset[str]
    node: Node

    @property
    def key(self) -> str:
        """Its row."""
        return f"{self.mdc} {self.number}"


class Tables:
    """Look-ups in one version of the grouper. Codes as published."""

    def __init__(self, release: Release, indexes: Path) -> None:
        if not release.table("formulas").exists():
            raise ReleaseError(f"{release.name} has no formulas; remove it, it is then built anew")
        self.release = release
        self._db = opened(release, indexes, _SCHEMA, _AFTER, _INDEXED)
        self._dx_lists = {
            row[0]: [tuple(cell.split()) for cell in row[1:]] for row in self._rows("diagnosis_lists")
        }
        self._px_lists = {row[0]: _with_or(row[1].split()) for row in self._rows("procedure_lists")}
        self.drgs = {row[0]: row[1] for row in self._rows("drgs")}
        self.mdcs = {row[0]: row[1] for row in self._rows("mdcs")}
        self.hacs = {row[0]: row[1] for row in self._rows("hospital_acquired")}
        self.sex_mdcs = {row[0]: {"M": row[1], "F": row[2]} for row in self._rows("sex_mdcs")}
        self.hac_formulas: dict[str, tuple[Node, ...]] = {}
        for hac, _, text in self._rows("hac_formulas"):
            self.hac_formulas[hac] = (*self.hac_formulas.get(hac, ()), parsed(text))
        self.formulas: dict[str, tuple[Formula, ...]] = {}
        for made in map(_formula, self._rows("formulas")):
            self.formulas[made.mdc] = (*self.formulas.get(made.mdc, ()), made)
        self._diagnoses: dict[str, Diagnosis | None] = {}
        self._procedures: dict[str, tuple[str, ...] | None] = {}
        self._excluded: dict[str, frozenset[str]] = {}
        self._clusters: dict[str, tuple[Cluster, ...]] = {}

    def _rows(self, table: str) -> Iterator[list[str]]:
        rows = rows_of(self.release.table(table))
        next(rows)
        return rows

    def diagnosis(self, code: str) -> Diagnosis | None:
        """A diagnosis, or None where the version has no such code."""
        if code not in self._diagnoses:
            row = self._db.execute("SELECT * FROM diagnoses WHERE code = ?", (code,)).fetchone()
            if row is None:
                return None
            _, severity, mdc, lists, group = row
            named, categories, hacs = self._dx_lists[lists]
            self._diagnoses[code] = Diagnosis(severity, mdc, named, categories, hacs, group)
        return self._diagnoses[code]

    def procedure(self, code: str) -> tuple[str, ...] | None:
        """The lists of a procedure (or cluster), or None where the version does not know it."""
        if code not in self._procedures:
            row = self._db.execute("SELECT lists FROM procedures WHERE code = ?", (code,)).fetchone()
            if row is None:
                return None
            self._procedures[code] = self._px_lists[row[0]]
        return self._procedures[code]

    def excluded(self, group: str) -> frozenset[str]:
        """The CCs and MCCs that a principal diagnosis of a group excludes."""
        if group not in self._excluded:
            sql = "SELECT excluded_code FROM exclusions WHERE exclusion_group = ?"
            self._excluded[group] = frozenset(code for (code,) in self._db.execute(sql, (group,)))
        return self._excluded[group]

    def clusters(self, code: str) -> tuple[Cluster, ...]:
        """The clusters that a procedure is a part of."""
        if code not in self._clusters:
            sql = "SELECT DISTINCT cluster FROM cluster_codes WHERE code = ?"
            self._clusters[code] = tuple(self._cluster(name) for (name,) in self._db.execute(sql, (code,)))
        return self._clusters[code]

    def _cluster(self, name: str) -> Cluster:
        (mdcs,) = self._db.execute(
            "SELECT suppressed_mdcs FROM clusters WHERE cluster = ?", (name,)
        ).fetchone()
        choices: dict[str, set[str]] = {}
        for code, choice in self._db.execute(
            "SELECT code, choice FROM cluster_codes WHERE cluster = ?", (name,)
        ):
            choices.setdefault(choice, set()).add(code)
        return Cluster(name, frozenset(mdcs.split()), tuple(map(frozenset, choices.values())))


def _with_or(lists: list[str]) -> tuple[str, ...]:
    """The lists of a procedure; one that may be unrelated is an operating-room procedure."""
    return (*lists, "ORPROC") if _UNRELATED & set(lists) else tuple(lists)


def _formula(row: list[str]) -> Formula:
    mdc, number, drg, base, kind, reroute, text, suppressed = row
    return Formula(mdc, number, drg, base, kind, reroute, text, frozenset(suppressed.split()), parsed(text))
