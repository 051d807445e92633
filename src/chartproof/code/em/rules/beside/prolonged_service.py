"""Time beyond the highest level is a prolonged service, in whole units of its minutes."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.code.em.figures import prolonged
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("30.6.15"))
def prolonged_service(found: tuple[Visit, Level], books: Books) -> Iterator[Add]:
    """Time beyond the highest level is a prolonged service, in whole units of its minutes."""
    visit, level = found
    spent = level.minutes
    if level.by != "time" or spent is None or spent.evidence is None:
        return
    payer = visit.coding.encounter.payer
    day = visit.coding.encounter.began or books.day
    for row in prolonged():
        kind = "medicare" if payer is Payer.MEDICARE else "other"
        if (
            row.code == level.code
            and row.payer == kind
            and row.holds.covers(day)
            and spent.value >= row.minutes
        ):
            yield Add(row.add_on, (spent.evidence,), 1 + int(spent.value - row.minutes) // row.each)
            return
