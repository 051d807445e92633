"""Which sets a shelf keeps and lacks for a day: what is due to be fetched, and what a person must get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chartproof.codesets.fetch.table import publications
from chartproof.codesets.shelf import EMBEDDED, Shelf


@dataclass(frozen=True, slots=True)
class Due:
    """The sets to fetch, and the sets that cannot be fetched with what to do instead."""

    fetch: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]


def due(day: date, shelf: Shelf) -> Due:
    """The sets with a release at hand but no published one for a day; a stand-in does not count as one.

    What an installed package carries is due only where it could be fetched, as ICD-10-CM.
    """
    at_hand = shelf.releases()
    covered = {r.system for r in at_hand if r.holds.covers(day) and not r.stand_in}
    lacking = {r.system for r in at_hand} - covered
    fetch: list[str] = []
    instead: list[tuple[str, str]] = []
    for publication in publications():
        names = [name for name in publication.sets if name in lacking]
        if not names:
            continue
        if publication.addresses:
            fetch.append(names[0])
        else:
            instead += [(name, publication.why) for name in names if name not in EMBEDDED]
    return Due(tuple(fetch), tuple(instead))
