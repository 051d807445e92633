"""The tables of the Medicare Code Editor: what it knows of a diagnosis or procedure on a day, each answer remembered.

CMS, Definitions of Medicare Code Edits. An attribute is a word of its tables ("manifestation", "noncovered");
None is a code it does not know on that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release

SYSTEM = "MCE"
#: Age groups in the order the editor asks for them.
AGES = ("pediatric", "newborn", "maternity", "adult")
Attributes = frozenset[str]


class Editor:
    """Look-ups in one release. Diagnoses as published, with their dots."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._diagnoses = CodeList(release, indexes, "diagnoses")
        self._procedures = CodeList(release, indexes, "procedures")
        self._statuses = CodeList(release, indexes, "discharge_statuses")
        self._ages = CodeList(release, indexes, "ages")
        self._found: dict[tuple[str, str, date], Attributes | None] = {}

    def diagnosis(self, code: str, day: date) -> Attributes | None:
        """The attributes of a diagnosis on a day."""
        return self._of("dx", self._diagnoses, code, day)

    def procedure(self, code: str, day: date) -> Attributes | None:
        """The attributes of a procedure on a day."""
        return self._of("px", self._procedures, code, day)

    def has_status(self, status: str, day: date) -> bool:
        """Whether a discharge status (two digits) is one of the day."""
        return any(_covers(row, day) for row in self._statuses.rows(status))

    def ages(self, group: str, day: date) -> tuple[int, int] | None:
        """The least and the most age of a group (newborn, pediatric, maternity, adult) on a day."""
        held = (row for row in self._ages.rows(group) if _covers(row, day))
        return next(((int(row["least"]), int(row["most"])) for row in held), None)

    def _of(self, kind: str, rows: CodeList, code: str, day: date) -> Attributes | None:
        key = (kind, code, day)
        if key in self._found:
            return self._found[key]
        held: Iterator[Mapping[str, str]] = (row for row in rows.rows(code) if _covers(row, day))
        found = next((frozenset(row["attributes"].split()) for row in held), None)
        if found is not None:  # what is mistyped is without end, and is not remembered
            self._found[key] = found
        return found


def _covers(row: Mapping[str, str], day: date) -> bool:
    said = day.isoformat()
    return row["first"] <= said and (not row["last"] or said <= row["last"])
