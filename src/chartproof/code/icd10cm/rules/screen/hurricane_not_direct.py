"""Hurt while fleeing a hurricane."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import told
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_FLEEING = Pattern(r"\bevacu|\b(?:fleeing|fled) (?:from )?(?:the )?\b", re.IGNORECASE)
_LONG_AFTER = Pattern(
    r"\b(?:days?|weeks?|months?) after (?:the )?hurricane\b|\bnot (?:a direct result of|caused by) the hurricane\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.19.c", URL),
)
def hurricane_not_direct(coding: Coding, _: Books) -> Iterator[Reject]:
    """An injury in traffic while evacuating, or long after, is no direct result of the hurricane, which is then not coded."""
    others = [a for a in coding.having("V", "W", "X", "Y0") if not a.value.startswith("X37.0")]
    for hurricane in coding.having("X37.0"):
        if told(hurricane, coding, _FLEEING) and coding.having("V"):
            yield Reject(hurricane, Why.UNSUPPORTED, tuple(coding.having("V")[:1]))
        elif others and told(hurricane, coding, _LONG_AFTER):
            yield Reject(hurricane, Why.UNSUPPORTED, (others[0],))
