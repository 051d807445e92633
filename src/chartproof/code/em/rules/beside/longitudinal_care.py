"""A visit of a continuing relationship, for all or for one serious condition, adds G2211 for Medicare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.reading import Doing
from chartproof.model.record import Payer
from chartproof.model.visit import Add, Family, Level, Visit
from chartproof.rules.core import rule

_SINCE = date(2024, 1, 1)


@rule(
    holds=SINCE, reviewed=None, cite=Cite("CY 2024 Physician Fee Schedule final rule, 88 FR 78818", "G2211")
)
def longitudinal_care(found: tuple[Visit, Level], books: Books) -> Iterator[Add]:
    """A visit of a continuing relationship, for all or for one serious condition, adds G2211 for Medicare."""
    visit, level = found
    if (
        visit.family is not Family.OFFICE
        or visit.coding.encounter.payer is not Payer.MEDICARE
        or level.code is None
    ):
        return
    acts = [
        act for act in visit.acts("visit") if act.name == "longitudinal" and act.doing is not Doing.PLANNED
    ]
    blocked = any(act.name == "procedure today" for act in visit.acts("visit"))
    if acts and not blocked and (visit.coding.encounter.began or books.day) >= _SINCE:
        yield Add("G2211", (acts[0].evidence,))
