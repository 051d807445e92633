"""A thrombosis of a vein that the assessment calls chronic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Acute thrombosis of veins of the legs and of the arms, and the same gone chronic.
GONE = {"I82.4": "I82.5", "I82.6": "I82.7"}
_ACUTE = Pattern(r"\b(?:acute|new|recurrent|again)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.18", URL),
)
def thrombosis_gone_chronic(coding: Coding, _: Books) -> Iterator[Reject]:
    """A thrombosis that the history names, and no words call acute, is the one that the assessment calls chronic."""
    for acute in coding.having(*GONE):
        if any(is_taken_up(m) or _ACUTE.search(m.line.words) for m in acute.mentions):
            continue
        for chronic in coding.having(GONE[acute.value[:5]]):
            if _is_same_vein(acute, chronic) and any(is_taken_up(m) for m in chronic.mentions):
                yield Reject(acute, Why.LESS_SPECIFIC, (chronic,))
                break


def _is_same_vein(acute: Assignment, chronic: Assignment) -> bool:
    """The same vein and side, or one of the two not told."""
    mine, its = acute.value[5:], chronic.value[5:]
    return mine == its or mine.startswith("0") or its.startswith("0")
