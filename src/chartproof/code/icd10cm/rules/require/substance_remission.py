"""A substance no longer used."""

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
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.substance_remission"
ACTIVE = tuple(f"F{number}.{kind}0" for number in (10, 11, 12, 13, 14, 15, 16, 18, 19) for kind in "12")
_SOBER = Pattern(
    r"\b(?:sober|sobriety|abstinent|abstinence|clean (?:for|since)|quit (?:drinking|using)|"
    r"last (?:drink|use) (?:was )?\d+ (?:months?|years?))\b",
    re.IGNORECASE,
)
ASKS = "Please document whether this substance use disorder is in remission."
CHOICES = ("in early remission", "in sustained remission", "not in remission", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.b.1", URL),
)
def substance_remission(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether abuse or dependence is in remission where the patient is only called sober; remission is the provider's to say."""
    for disorder in coding.having(*ACTIVE):
        if says(disorder, _SOBER):
            yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, disorder.proof.words()))
