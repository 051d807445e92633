"""The ICD-10-PCS books of a day: tables, and what of definitions, keys and index is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chartproof.codesets.pcs import Pcs
from chartproof.codesets.pcs_keys import Definitions, Key, PcsIndex
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.model.errors import ReleaseError

SYSTEM = "ICD-10-PCS"


@dataclass(frozen=True, slots=True)
class PcsBooks:
    """One release of the tables, and the aids nearest to its day; an aid not at hand is None."""

    day: date
    pcs: Pcs
    definitions: Definitions | None = None
    body_parts: Key | None = None
    devices: Key | None = None
    index: PcsIndex | None = None

    @property
    def release(self) -> Release:
        """The release of the tables."""
        return self.pcs.release

    @property
    def covers(self) -> bool:
        """Whether the tables hold on the day; a person may choose ones that don't."""
        return self.release.holds.covers(self.day)

    @property
    def releases(self) -> tuple[Release, ...]:
        """Every release an answer rests on, the tables first."""
        aids = (self.definitions, self.body_parts, self.devices, self.index)
        return (self.release, *(aid.release for aid in aids if aid))


def open_pcs(shelf: Shelf, day: date | None = None, release: str | None = None) -> PcsBooks:
    """The ICD-10-PCS books of a day; no day: the newest tables at hand, on their last day.

    ReleaseError, with the command that gets one, where no release covers the day.
    """
    books = shelf.look(day, release)
    if release and books.chosen[0].system != SYSTEM:
        raise ReleaseError(f"{release} is a release of {books.chosen[0].system}, not of {SYSTEM}")
    chosen, at_hand = books.release_of(SYSTEM), shelf.releases()
    day = day or chosen.holds.last or chosen.holds.first
    order = next((r for r in at_hand if r.system == f"{SYSTEM}-order" and r.holds == chosen.holds), None)
    aids = {s: _nearest(at_hand, f"{SYSTEM}-{s}", day) for s in _AIDS}
    definitions, body, device, index = (aids[s] for s in _AIDS)
    return PcsBooks(
        day,
        Pcs(chosen, shelf.indexes, order),
        Definitions(definitions) if definitions else None,
        Key(body) if body else None,
        Key(device) if device else None,
        PcsIndex(index) if index else None,
    )


_AIDS = ("definitions", "body-part-key", "device-key", "index")


def _nearest(releases: tuple[Release, ...], system: str, day: date) -> Release | None:
    """The aid that holds on the day, else the newest before it, else none.

    An aid only proposes: each character it leads to must stand in the tables of the day.
    """
    ours = [r for r in releases if r.system == system]
    covering = [r for r in ours if r.holds.covers(day)]
    before = [r for r in ours if r.holds.first <= day]
    nearest = covering or before or ours
    return nearest[-1] if nearest else None
