"""An atony of the uterus that bled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_ATONY = Pattern(r"\b(?:aton\w+|boggy)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.12.a, I.C.15", URL),
)
def atony_with_hemorrhage(coding: Coding, _: Books) -> Iterator[Reject]:
    """Atony of the uterus is not coded besides the hemorrhage after delivery that it brought (Excludes1 at O62.2); poor labor before it is."""
    bled = coding.having("O72.0", "O72.1", "O72.2")
    for atony in coding.having("O62.2") if bled else ():
        if all(_ATONY.search(e.words) for m in atony.mentions for e in m.evidence[:1]) and atony.mentions:
            yield Reject(atony, Why.EXCLUDED, (bled[0],))
