"""One ulcer of the foot, told by the foot and by its part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Ulcers of another part of the foot, and of the heel and midfoot.
OTHER, PART = "L97.5", "L97.4"
_ULCER = Pattern(r"\bulcer", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def one_ulcer_of_foot(coding: Coding, _: Books) -> Iterator[Reject]:
    """An ulcer that one line tells as of the foot and as of its heel or midfoot is coded once, by the part."""
    for foot in coding.having(OTHER):
        for part in coding.having(PART):
            if foot.value[5:] == part.value[5:] and _is_one(foot, part):
                yield Reject(foot, Why.LESS_SPECIFIC, (part,))
                break


def _is_one(foot: Assignment, part: Assignment) -> bool:
    lines = [m.line for m in foot.mentions]
    return bool(lines) and all(
        any(m.line == line for m in part.mentions) and len(_ULCER.findall(line.words)) == 1 for line in lines
    )
