"""NCCI procedure-to-procedure edits of one release: may two codes be paid together on a day?

CMS, "How to use the Medicare NCCI tools", and NCCI Policy Manual, chapter I, E and P: column 1 is
paid and column 2 is denied when both are reported for one patient on one day by one provider.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartproof.codesets.books import AtHand
from chartproof.codesets.packed import opened
from chartproof.codesets.release import Release
from chartproof.model.errors import ReleaseError
from chartproof.model.record import ClaimKind, Encounter, Setting

#: What a modifier indicator (CCMI) means; NCCI Policy Manual, chapter I, E.
INDICATORS = {
    "0": "no modifier separates the pair: column 2 is not paid beside column 1",
    "1": "an NCCI modifier separates the pair where the record supports it, else column 2 is not paid",
    "9": "the edit was deleted on the day it began: it never was in force",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """What is said of a pair: its days, its modifier indicator and why; one value, many pairs share it.

    `first` None: the copy at hand gives no effective date, the edit holds at least within the
    release. `last`: the deletion date, the last day in force (CMS deletes as of the end of a
    quarter); None: not deleted.
    """

    first: date | None
    last: date | None
    modifier_indicator: str
    rationale: str

    def in_force(self, day: date) -> bool:
        """Say whether the edit applies to services of a day that its release covers.

        Indicator 9 never does: CMS gives it to pairs whose deletion date is their effective date.
        """
        return (
            self.modifier_indicator != "9"
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """An edit with its two codes: column 1 is paid, column 2 is not."""

    column_1: str
    column_2: str
    edit: Edit


class Pairs:
    """Look-ups in one release. Codes are five characters, capital letters."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._packed = opened(release, indexes, "pairs")
        self._edits: dict[int, Edit] = {}
        #: The edit where it is in force on all days of the release, None where it is on none.
        self._on_all: dict[int, Edit | None] = {}
        self._covered = release.holds.first

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, code: str) -> bool:
        """Say whether a code stands in any pair of the release, in force or not."""
        return code in self._packed.numbered

    def edit(self, column_1: str, column_2: str, day: date) -> Edit | None:
        """The edit of a pair in this order in force on a day, or None; ReleaseError beyond the release."""
        if day is not self._covered:
            self._cover(day)
        return self._in_force(self._packed.of(column_1, column_2), day)

    def among(self, codes: Sequence[str], day: date) -> Iterator[tuple[int, int, Edit]]:
        """Every edit in force on a day between some codes: the place of column 1 among them, of column 2, the edit.

        One code that stands twice makes no pair with itself.
        """
        if day is not self._covered:
            self._cover(day)
        for first, second, said in self._packed.among(codes):
            edit = self._in_force(said, day)
            if edit is not None and codes[first] != codes[second]:
                yield first, second, edit

    def _in_force(self, rows: tuple[int, ...], day: date) -> Edit | None:
        on_all = self._on_all
        for said in rows:
            edit = on_all[said] if said in on_all else self._on(said, day)
            if edit is not None:
                return edit
        return None

    def edits(self, column_1: str, column_2: str) -> tuple[Edit, ...]:
        """Every row of a pair in this order, of whatever days, in force or not."""
        return tuple(map(self._edit, self._packed.of(column_1, column_2)))

    def either(self, a: str, b: str, day: date) -> Pair | None:
        """The edit in force on a day between two codes, whichever is column 1; None when there is none."""
        if edit := self.edit(a, b, day):
            return Pair(a, b, edit)
        edit = self.edit(b, a, day)
        return Pair(b, a, edit) if edit else None

    def with_code(self, code: str) -> Iterator[Pair]:
        """Every row that names a code: those of column 1, then those of column 2, in order."""
        packed = self._packed
        for rows in (packed.below(code), packed.above(code)):
            for row in rows:
                yield Pair(*packed.pair(row), self._edit(packed.says[row]))

    def _edit(self, said: int) -> Edit:
        if said not in self._edits:
            row = dict(zip(self._packed.columns, self._packed.said[said].split("\t"), strict=True))
            self._edits[said] = Edit(
                first=_day(row["first"]),
                last=_day(row["last"]),
                modifier_indicator=row["modifier_indicator"],
                rationale=row["rationale"],
            )
        return self._edits[said]

    def _on(self, said: int, day: date) -> Edit | None:
        """The edit where it is in force on a day; what holds on all days of the release is remembered."""
        edit, holds = self._edit(said), self.release.holds
        if edit.in_force(holds.first) and edit.in_force(holds.last or date.max):
            self._on_all[said] = edit
        elif edit.modifier_indicator == "9" or (edit.last and edit.last < holds.first):
            self._on_all[said] = None
        return edit if edit.in_force(day) else None

    def _cover(self, day: date) -> None:
        holds = self.release.holds
        if not holds.covers(day):
            raise ReleaseError(
                f"{self.release.name} holds {holds} and says nothing of {day}; ask the release of that day"
            )
        self._covered = day


def system_for(encounter: Encounter) -> str:
    """Which of the two sets of edits speaks to a claim: that of practitioners (ASCs too), or of hospital outpatients."""
    hospital = encounter.claim_kind is ClaimKind.FACILITY and encounter.setting is not Setting.ASC
    return "NCCI-PTP-outpatient" if hospital else "NCCI-PTP-practitioner"


def has_row(releases: Iterable[Release], shelf: AtHand, row: tuple[str, str, str]) -> bool:
    """Whether a pair that a proof names (`pairs`, its two codes with a space between) stands in the edits at hand."""
    name, table, key = row
    column_1, _, column_2 = key.partition(" ")
    ours = (r for r in releases if r.system.startswith("NCCI-PTP-") and r.name == name)
    return any(table == "pairs" and shelf.read(r, Pairs).edits(column_1, column_2) for r in ours)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
