"""An ulcer said to reach muscle or bone, and elsewhere to have killed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Involvement without evidence of necrosis, by its last character, and the necrosis that is more.
_REACHED = {"5": ("3", "4"), "6": ("4",)}


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def ulcer_that_reaches_and_kills(coding: Coding, _: Books) -> Iterator[Reject]:
    """Of one ulcer, muscle or bone that is dead says more than that it is reached."""
    for reached in coding.having("L97", "L98.4"):
        killed = [reached.value[:-1] + deeper for deeper in _REACHED.get(reached.value[-1], ())]
        if deeper := coding.having(*killed) if killed else ():
            yield Reject(reached, Why.LESS_SPECIFIC, (deeper[0],))
