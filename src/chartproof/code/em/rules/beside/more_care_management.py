"""Each further twenty minutes of staff's care management in the month is a unit of its own."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("30.6, chronic care management"))
def more_care_management(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """Each further twenty minutes of staff's care management in the month is a unit of its own."""
    _visit, level = found
    if (
        level.code not in {"99490", "99487", "99491"}
        or level.minutes is None
        or level.minutes.evidence is None
    ):
        return
    add_on, first, each = {
        "99490": ("99439", 20, 20),
        "99487": ("99489", 60, 30),
        "99491": ("99437", 30, 30),
    }[level.code]
    if units := (int(level.minutes.value) - first) // each:
        yield Add(add_on, (level.minutes.evidence,), units)
