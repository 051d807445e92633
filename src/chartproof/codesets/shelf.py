"""Which releases are at hand, and the books of one day. There is no silent latest."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chartproof.codesets import durable
from chartproof.codesets.books import Books
from chartproof.codesets.release import Release, write
from chartproof.codesets.tabular import Tabular
from chartproof.model.errors import ReleaseError

Progress = Callable[[str, float], None]


class NoReleaseCoversError(ReleaseError):
    """No release on the shelf covers the day asked for."""


def home() -> Path:
    """Where the shelf stands: CHARTPROOF_HOME, else the platform's user data folder."""
    if told := os.environ.get("CHARTPROOF_HOME"):
        return Path(told).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("chartproof", appauthor=False))


@dataclass(slots=True)
class Shelf:
    """All the releases at hand below one folder."""

    folder: Path
    progress: Progress = lambda _what, _done: None
    _opened: dict[str, Tabular] = field(default_factory=dict)

    @property
    def indexes(self) -> Path:
        """Where derived indexes stand; they can be deleted at any time."""
        return self.folder / "indexes"

    def releases(self) -> tuple[Release, ...]:
        """Every release at hand, by system and first day; the embedded ones are built first."""
        self._build_embedded()
        folders = sorted((self.folder / "releases").glob("[!.]*/release.json"))
        found = [Release.open(path.parent) for path in folders]
        return tuple(sorted(found, key=lambda r: (r.system, r.holds.first, r.name)))

    def on(self, day: date, system: str) -> Release:
        """The one release of a system that covers a day, or NoReleaseCoversError."""
        ours = [r for r in self.releases() if r.system == system]
        covering = [r for r in ours if r.holds.covers(day)]
        if covering:
            return min(covering, key=lambda r: r.rank)  # a published one before a derived one
        have = "; ".join(f"{r.name} ({r.holds})" for r in ours) or "none"
        raise NoReleaseCoversError(
            f"no release of {system} covers {day}; at hand: {have}; choose one with --release NAME"
        )

    def named(self, name: str) -> Release:
        """The release of that name, whatever day it covers."""
        for release in self.releases():
            if release.name == name:
                return release
        have = ", ".join(r.name for r in self.releases())
        raise ReleaseError(f"no release {name} is at hand; at hand: {have}")

    def open(self, day: date | None = None, release: str | None = None) -> Books:
        """The books of a day. No day: the newest ICD-10-CM release at hand, on its last day."""
        if release:
            chosen = self.named(release)
        elif day:
            chosen = self.on(day, "ICD-10-CM")
        else:
            chosen = [r for r in self.releases() if r.system == "ICD-10-CM"][-1]
        day = day or chosen.holds.last or chosen.holds.first
        if chosen.name not in self._opened:
            self.progress("opening the index", 0.0)
            self._opened[chosen.name] = Tabular(chosen, self.indexes)
        return Books(day, self._opened[chosen.name], covers=chosen.holds.covers(day))

    def remove(self, name: str) -> None:
        """Take a release off the shelf, with its indexes."""
        release = self.named(name)
        durable.take_away(release.folder)
        for index in self.indexes.glob(f"{name}-*"):
            index.unlink()

    def _build_embedded(self) -> None:
        from chartproof.codesets.build import icd10cm

        shelf = self.folder / "releases"
        durable.clear(shelf)
        manifest = shelf / icd10cm.NAME / "release.json"
        if manifest.exists() and f'"builder": {icd10cm.BUILDER},' in manifest.read_text("utf-8"):
            return
        write(icd10cm.draft(lambda done: self.progress("building icd10cm-2026.2", done)), shelf)
