"""A visit within a global period for a problem that is not the operation's carries modifier 24."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.code.services.postoperative import days_after
from chartproof.codesets.books import Books
from chartproof.model.reading import Doing
from chartproof.model.results import Because
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule
from chartproof.terms.globals import running


@rule(holds=SINCE, reviewed=None, cite=manual("40.2.A.7; 30.6.6"))
def unrelated_visit_in_global(found: tuple[Visit, Level], books: Books) -> Iterator[Add | Withheld]:
    """A visit within a global period for a problem that is not the operation's carries modifier 24."""
    visit, level = found
    encounter = visit.coding.encounter
    said = {act.name: act for act in visit.acts("visit") if act.doing is not Doing.PLANNED}
    after, other = said.get("surgical follow up"), said.get("unrelated problem")
    history, day = encounter.history, encounter.began
    earlier = next(running(history, day, books), None) if history and day else None
    days = after.evidence if after else None
    if other and not (after or earlier):
        days = days_after(visit.coding)
    if level.level is None or not (days or earlier):
        return
    told: tuple[Because, ...] = (earlier.claim, earlier.row) if earlier else ()
    told = (days, *told) if days else told
    if other:
        yield Add("24", (*told, other.evidence), modifier=True)
    elif after:
        yield Withheld("24", _OWN, told)
    elif level.proof:
        yield Withheld("24", _UNTOLD, (*told, *level.proof.words()[:1]))


_OWN = "the visit looks after the operation, and belongs to its global period"
_UNTOLD = (
    "an operation's global period runs, and the record does not say that the problem is not the operation's"
)
