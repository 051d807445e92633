"""A stage revealed by debridement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import told
from chartproof.code.icd10cm.ulcers import one_ulcer
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_STAGED = Pattern(r"stage [1-4]$")
_DEBRIDED = Pattern(r"\bdebrid", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.2", URL),
)
def pressure_ulcer_revealed(coding: Coding, books: Books) -> Iterator[Reject]:
    """Where debridement reveals the stage of an unstageable pressure ulcer, only the stage revealed is coded."""
    for same in one_ulcer(coding, books, "L89"):
        staged = [a for a in same if _STAGED.search(a.title or "")]
        if not staged or not any(told(a, coding, _DEBRIDED) for a in same):
            continue
        for hidden in same:
            if (hidden.title or "").endswith("unstageable"):
                yield Reject(hidden, Why.LESS_SPECIFIC, (staged[-1],))
