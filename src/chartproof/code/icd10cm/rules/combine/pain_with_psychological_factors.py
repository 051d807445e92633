"""Pain with a psychological component."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_FACTORS = Pattern(
    r"\b(?:with|and)\b[^.;]{0,25}\bpsychological (?:components?|factors?|overlay|contribut\w+)\b|"
    r"\bpsychological (?:components?|factors?) (?:to|of|in) (?:the |his |her )?(?:\w+ )?pain\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.a", URL),
)
def pain_with_psychological_factors(coding: Coding, _: Books) -> Iterator[Give]:
    """Acute or chronic pain with a psychological component takes F45.42 besides its code of category G89."""
    if coding.having("F45.4"):
        return
    for pain in coding.having("G89"):
        if says(pain, _FACTORS):
            yield Give("F45.42", because=(pain,))
            return
