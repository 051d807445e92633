"""Each further half hour of critical care is a unit of its own: from 75 minutes, for Medicare from 104."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("30.6.12"))
def more_critical_care(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """Each further half hour of critical care is a unit of its own: from 75 minutes, for Medicare from 104."""
    visit, level = found
    if level.code != "99291" or level.minutes is None or level.minutes.evidence is None:
        return
    spent = int(level.minutes.value)
    medicare = visit.coding.encounter.payer is Payer.MEDICARE
    units = (spent - 74) // 30 if medicare else (spent - 75) // 30 + 1
    if units > 0:
        yield Add("99292", (level.minutes.evidence,), units)
