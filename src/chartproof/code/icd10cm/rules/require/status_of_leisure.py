"""Hurt at play: not at work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import ACTIVITY, STATUS
from chartproof.code.icd10cm.episodes import ACTIVE, stages
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Sports, exercise, games, music, rides: what is done for pleasure unless the record says it is a living.
LEISURE = (
    *("Y93.02", "Y93.1", "Y93.2", "Y93.3", "Y93.4", "Y93.5", "Y93.6", "Y93.7", "Y93.A", "Y93.B"),
    *("Y93.D", "Y93.J", "Y93.83"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.k", URL),
)
def status_of_leisure(coding: Coding, _: Books) -> Iterator[Give]:
    """A sport or a leisure activity is told with the status of other than work, where the record names none."""
    if coding.having(STATUS) or ACTIVE not in stages(coding):
        return
    for activity in coding.having(ACTIVITY):
        if activity.value.startswith(LEISURE):
            yield Give("Y99.8", (activity,), needed=Needed.ALSO)
            return
