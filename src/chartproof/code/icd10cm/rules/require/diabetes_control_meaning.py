"""Diabetes called uncontrolled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.diabetes_control_meaning"
_UNCONTROLLED = re.compile(r"\buncontrolled\b", re.IGNORECASE)
ASKS = "Please document what uncontrolled means for this patient's diabetes."
CHOICES = ("with hyperglycemia", "with hypoglycemia", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a", URL),
)
def diabetes_control_meaning(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask which way diabetes called uncontrolled is out of control."""
    sugar = coding.having("E08", "E09", "E10", "E11", "E13")
    if any(a.value[3:] in {".65", ".649", ".641"} for a in sugar):
        return
    for diabetes in sugar:
        if diabetes.needed is Needed.ADDRESSED and says(diabetes, _UNCONTROLLED):
            yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, diabetes.proof.words()))
            return
