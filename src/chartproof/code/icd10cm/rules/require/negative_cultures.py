"""Sepsis without a grown organism."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.negative_cultures"
ASKS = "Blood cultures are reported as shown. Please confirm or clarify the diagnosis of sepsis and its clinical evidence."
CHOICES = ("sepsis, culture negative", "sepsis not present", "other", "unable to determine")
_NEGATIVE = Pattern(
    r"\bblood cultures?\b[^.\n]{0,40}?\b(?:negative|no growth|inconclusive|contaminant|ngtd)\b|"
    r"\b(?:negative|inconclusive) blood cultures?\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.1.a.i", URL),
)
def negative_cultures(coding: Coding, _: Books) -> Iterator[Ask]:
    """Negative or inconclusive blood cultures do not preclude sepsis; the provider is asked."""
    sepsis = [a for a in coding.having("A40", "A41", "P36", "O85") if a.needed is not Needed.ALSO]
    cultures = said(coding, _NEGATIVE) if sepsis else None
    if cultures is not None:
        yield Ask(Query(RULE, Doubt.UNSUPPORTED, ASKS, CHOICES, (sepsis[0].proof.words()[0], cultures)))
