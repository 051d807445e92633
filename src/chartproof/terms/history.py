"""The history of a code across the releases at hand: when it came, changed its title, and went."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from chartproof.codesets.release import Release


class Change(StrEnum):
    """What became of a code in a release, against the one before it."""

    THERE = "there"  # in the first release at hand: it may be older
    ADDED = "added"
    REVISED = "revised"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A release in which something became of a code; `title` None where it was deleted."""

    release: Release
    change: Change
    title: str | None


def history(
    code: str, releases: Iterable[Release], title_of: Callable[[Release, str], str | None]
) -> tuple[Chapter, ...]:
    """What became of a code, release by release, oldest first; releases without change left out.

    `releases` of one system, by first day; `title_of` the title of a code in one, None where it is
    not a valid code there. Titles that differ in accents, commas or case only are the same.
    """
    found: list[Chapter] = []
    before: str | None = None
    for number, release in enumerate(releases):
        title = title_of(release, code)
        if title and before is None:
            found.append(Chapter(release, Change.THERE if number == 0 else Change.ADDED, title))
        elif before and title is None:
            found.append(Chapter(release, Change.DELETED, None))
        elif before and title and _plain(title) != _plain(before):
            found.append(Chapter(release, Change.REVISED, title))
        before = title
    return tuple(found)


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", title.lower().encode("ascii", "ignore").decode()).strip()
