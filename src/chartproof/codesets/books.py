"""The books a coder works from on one day: for each code set the release that holds, opened once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from chartproof.codesets.release import Release
from chartproof.codesets.tabular import Tabular
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Days

Opened = TypeVar("Opened")


class NoReleaseCoversError(ReleaseError):
    """No release on the shelf covers the day asked for."""


class AtHand(Protocol):
    """The shelf, as books ask it."""

    def by_clock(self, days: Days | None, system: str) -> Release:
        """The one release of a system for the day its clock asks for; the newest without days."""

    def read(self, release: Release, reader: Callable[[Release, Path], Opened]) -> Opened:
        """A release opened by a reader, once."""


@dataclass(frozen=True, slots=True)
class Books:
    """The releases of the days of one encounter, opened as they are asked for.

    `day` is the day rules are chosen by. `days` None: no day was given, the newest releases are
    used. `chosen` are releases a person named, whatever day they cover. Each system answers by its
    own clock; a line served on another day asks with `served`. Which release holds is found once.
    """

    day: date
    days: Days | None
    shelf: AtHand
    chosen: tuple[Release, ...] = ()
    diagnoses: Tabular | None = None
    _held: dict[tuple[str, date | None], Release | str] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def tabular(self) -> Tabular:
        """The ICD-10-CM Tabular List; NoReleaseCoversError where none covers the day."""
        return self.diagnoses or self.read("ICD-10-CM", Tabular)

    @property
    def release(self) -> Release:
        """The ICD-10-CM release."""
        return self.tabular.release

    @property
    def name(self) -> str:
        """The name proofs print for the ICD-10-CM release."""
        return self.release.name

    @property
    def covers(self) -> bool:
        """Whether the ICD-10-CM release covers the day (a person may choose one that does not)."""
        return self.does_cover(self.release)

    def day_of(self, release: Release) -> date | None:
        """The day the clock of a release asks for; None where it is not known."""
        return self.days.by(release.clock) if self.days else None

    def does_cover(self, release: Release) -> bool:
        """Whether a release of these books covers the day its clock asks for."""
        day = self.day_of(release)
        return day is None or release.holds.covers(day)

    def release_of(self, system: str, served: date | None = None) -> Release:
        """The release of a system, for the line served on a day; NoReleaseCoversError without one."""
        found = self._held.get((system, served)) or self._find(system, served)
        if isinstance(found, str):
            raise NoReleaseCoversError(found)
        return found

    def _find(self, system: str, served: date | None) -> Release | str:
        """The release, or why there is none."""
        found: Release | str | None = next((r for r in self.chosen if r.system == system), None)
        if found is None:
            days = self.days.served(served) if self.days and served else self.days
            try:
                found = self.shelf.by_clock(days, system)
            except NoReleaseCoversError as error:
                found = str(error)
        self._held[(system, served)] = found
        return found

    def has(self, system: str) -> bool:
        """Whether a release of a system holds on its day."""
        try:
            return bool(self.release_of(system))
        except NoReleaseCoversError:
            return False

    def read(
        self, system: str, reader: Callable[[Release, Path], Opened], served: date | None = None
    ) -> Opened:
        """The release of a system opened by a reader (`Tabular`, `CodeList`, `Pcs`, `Pairs`)."""
        return self.shelf.read(self.release_of(system, served), reader)
