"""One ulcer told in more than one stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.ulcers import first_told, one_ulcer, rank
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.record import UNCERTAIN_CODED_SETTINGS, Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Hospital stays; in others and in visits the ulcer is coded as it is that day.
STAYS = UNCERTAIN_CODED_SETTINGS | {Setting.REHAB}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.6, I.C.12.b.3", URL),
)
def ulcer_in_two_stages(coding: Coding, books: Books) -> Iterator[Reject]:
    """An ulcer that worsens in a hospital stay takes its first and its highest stage, elsewhere one stage only."""
    for same in one_ulcer(coding, books, "L89", "L97", "L98.4"):
        ranked = [a for a in same if rank(a) is not None]
        if len(ranked) < 2:
            continue
        highest = max(ranked, key=lambda a: rank(a) or 0)
        if coding.encounter.setting in STAYS:
            kept = {highest.value, first_told(ranked, coding).value}
        else:
            addressed = [a for a in ranked if a.needed is Needed.ADDRESSED] or ranked
            kept = {max(addressed, key=lambda a: rank(a) or 0).value}
        for other in ranked:
            if other.value not in kept:
                yield Reject(other, Why.LESS_SPECIFIC, (highest,))
