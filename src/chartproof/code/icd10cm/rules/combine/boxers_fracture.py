"""The fracture that is called a boxer's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

BOXERS = Pattern(r"\bboxer(?:['\u2019]?s)? (?:fx|fractures?)", re.IGNORECASE)
#: The digit of the fifth metacarpal of each hand.
FIFTH = {"right": "6", "left": "7"}
#: Neck of a metacarpal, displaced and not, where the bone is not told.
UNTOLD = ("S62.339", "S62.369")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,  # the name of the injury is the trade's; no paragraph tells it
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def boxers_fracture(coding: Coding, books: Books) -> Iterator[Give]:
    """A boxer's fracture is one of the neck of the fifth metacarpal bone, of the hand that is named."""
    for one in coding.having(*UNTOLD):
        words = said(coding, one, BOXERS)
        sides = {t.value: t.evidence for m in one.mentions for t in m.traits if t.axis == "laterality"}
        if words is None or len(sides) != 1:
            continue
        ((side, shown),) = sides.items()
        value = f"{one.value[:6]}{FIFTH.get(side, '9')}{one.value[7:]}"
        if side in FIFTH and books.tabular.billable(value) is not None:
            yield Give(value, (one, words, shown), (one,))
