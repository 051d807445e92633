"""Diabetes called resolved."""

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

RULE = "icd10cm.require.diabetes_resolved"
_RESOLVED = Pattern(
    r"\b(?:diabetes|diabetic|dm|t2dm)\b[^.;]{0,40}\b(?:resolved|reversed|cured|no longer present)\b|"
    r"\b(?:resolved|reversed|cured)\b[^.;,]{0,20}\b(?:diabetes|t2dm)\b",
    re.IGNORECASE,
)
ASKS = "Please document whether this patient's type 2 diabetes is in remission."
CHOICES = ("in remission", "still present", "never established", "other", "unable to determine")


@rule(
    holds=Period(date(2022, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a.1.b", URL),
)
def diabetes_resolved(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether type 2 diabetes called resolved is in remission; the words do not mean the same."""
    for diabetes in coding.having("E11"):
        if diabetes.value != "E11.A" and says(diabetes, _RESOLVED):
            yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, diabetes.proof.words()))
            return
