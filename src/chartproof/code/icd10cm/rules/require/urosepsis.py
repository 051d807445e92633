"""A word that is no diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.urosepsis"
ASKS = "The record says “urosepsis”, which has no code. Please document the condition meant."
CHOICES = (
    "sepsis due to urinary tract infection",
    "urinary tract infection without sepsis",
    "other",
    "unable to determine",
)
_UROSEPSIS = Pattern(r"\burosep(?:sis|tic)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.1.a.ii", URL),
)
def urosepsis(coding: Coding, _: Books) -> Iterator[Ask]:
    """Urosepsis is not sepsis and has no code: the provider is asked what is meant."""
    words = said(coding, _UROSEPSIS)
    if words is not None:
        yield Ask(Query(RULE, Doubt.UNNAMED, ASKS, CHOICES, (words,)))
