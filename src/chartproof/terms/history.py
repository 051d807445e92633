"""The history of a code across the releases at hand: when it came, changed its title, and went."""

from __future__ import annotations

import re
import unicodedata
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

    `releases` by first day; `title_of` the title of a code in one, None where it is not a valid code
    there. A title is compared with that of the release before it of the same system: a code list and
    a Tabular List word some differently. Titles that differ in accents, commas or case only are the same.
    """
    found: list[Chapter] = []
    titles: dict[str, str] = {}
    for number, release in enumerate(releases):
        title = title_of(release, code)
        before = titles.get(release.system)
        if title and not titles:
            found.append(Chapter(release, Change.THERE if number == 0 else Change.ADDED, title))
        elif titles and title is None:
            found.append(Chapter(release, Change.DELETED, None))
            titles = {}
        elif before and title and _plain(title) not in {_plain(before), _plain(found[-1].title or "")}:
            found.append(Chapter(release, Change.REVISED, title))
        if title:
            titles[release.system] = title
    return tuple(found)


def _plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", letters.lower()).strip()
