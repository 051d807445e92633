"""What an infarction turned into, and what is only part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_TURNED = Pattern(r"\b(?:evolv\w+|convert\w+|progress\w+)\b", re.IGNORECASE)
_UNDER = Pattern(r"\b(?:sub-?endocardial|non-?transmural)\b", re.IGNORECASE)
SITED = ("I21.0", "I21.1", "I21.2", "I21.3")


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.e.1, I.C.9.e.3, I.C.9.e.5", URL),
)
def infarction_type(coding: Coding, _: Books) -> Iterator[Reject]:
    """STEMI stands for an infarction that was both; a subendocardial one keeps no site, a type 2 no other type."""
    stemi, under = coding.having(*SITED), coding.having("I21.4")
    for one in under:
        for other in stemi:
            if says(one, _TURNED) and in_one_line(one, other):
                yield Reject(one, Why.LESS_SPECIFIC, (other,))
            elif says(one, _UNDER) and in_one_line(one, other):
                yield Reject(other, Why.LESS_SPECIFIC, (one,))
    for second in coding.having("I21.A1"):
        for other in coding.having(*SITED, "I21.4", "I24.89"):
            if other.value == "I24.89" or in_one_line(second, other):
                yield Reject(other, Why.LESS_SPECIFIC, (second,))
