"""Oxygen of a patient with chronic respiratory failure who is seen at a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Where nobody is given oxygen for the hour: what one comes with is one's own.
_VISITS = frozenset({Setting.OFFICE, Setting.TELEHEALTH, Setting.HOME, Setting.HOME_HEALTH})
_FAILURE, _DEPENDENCE = "J96.1", "Z99.81"
_LITERS = Pattern(
    r"\b(?:on|cont(?:inue)?|uses?|at) (?:home )?(?:o2 |oxygen )?\d(?:\.\d)? ?(?:L\b|LPM\b|liters?\b)|\b\d(?:\.\d)? ?L(?:PM)? (?:NC|cont(?:inuous)?|24/7|at rest|home|O2)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def oxygen_at_a_visit(coding: Coding, _: Books) -> Iterator[Give]:
    """A patient with chronic respiratory failure who comes to a visit on so many liters of oxygen depends on it."""
    if coding.encounter.setting not in _VISITS or coding.having(_DEPENDENCE):
        return
    for failure in coding.having(_FAILURE):
        for mention in failure.mentions:
            told = next((s for s in sentences(mention, coding) if _LITERS.search(s.words)), None)
            if told is not None:
                yield Give(_DEPENDENCE, (failure, told), needed=Needed.OBLIGED)
                return
