"""A kidney transplant and a kidney that fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import told
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

RULE = "icd10cm.require.transplant_complication_unclear"
ASKS = "Please document what the kidney failure is due to."
CHOICES = (
    "complication of the kidney transplant (please specify)",
    "another cause (please specify)",
    "other",
    "unable to determine",
)
#: Words that lay it to the transplant or to something else.
_SETTLED = Pattern(
    rf"\b(?:{FROM}|prerenal|(?:not|un)[- ]?related to|in the setting of)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.14.a.2", URL),
)
def transplant_complication_unclear(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether kidney failure after a transplant is a complication of it; chronic kidney disease alone is none."""
    status = coding.having("Z94.0")
    if not status or coding.having("T86.1"):
        return
    for failing in coding.having("N17", "N19", "R34", "R94.4"):
        if not told(failing, coding, _SETTLED):
            shows = (*failing.proof.words(), *status[0].proof.words())
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, shows))
