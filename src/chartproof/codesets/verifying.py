"""Whether what stands on the shelf is whole, of the present edition of its builder, and used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chartproof.codesets.adding import editions
from chartproof.codesets.release import Release


@dataclass(frozen=True, slots=True)
class Check:
    """One release: what is broken in it (None: it is whole), and what else there is to say of it."""

    release: Release
    broken: str | None
    notes: tuple[str, ...]


def checks(releases: Iterable[Release]) -> Iterator[Check]:
    """Read every table of every release and compare it with its seal."""
    present = editions()
    for release in releases:
        now, notes = present.get(release.system, 1), []
        if release.builder < now:
            notes.append(f"made by edition {release.builder} of its builder, now {now}: add its files again")
        if release.stand_in:
            notes.append("stands in until the publisher's own is added")
        yield Check(release, release.broken(), tuple(notes))


def orphans(indexes: Path, releases: Iterable[Release]) -> Iterator[Path]:
    """Indexes of releases that are no longer at hand, or not with these tables."""
    ours = tuple(f"{release.name}-{release.seal[:16]}" for release in releases)
    for path in sorted(indexes.glob("[!.]*")):
        if not path.name.startswith(ours):
            yield path
