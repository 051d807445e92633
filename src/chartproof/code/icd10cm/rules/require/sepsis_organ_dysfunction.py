"""An organ that fails beside sepsis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sepsis import ORGANS, SEPSIS
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

RULE = "icd10cm.require.sepsis_organ_dysfunction"
ASKS = "Please document what the acute organ dysfunction is due to."
CHOICES = ("due to sepsis", "due to another condition", "other", "unable to determine")
_DUE = Pattern(
    rf"\b(?:{FROM}|attributed to|prerenal|drug[- ]induced|related to)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.1.a.iv", URL),
)
def sepsis_organ_dysfunction(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask what an acute organ dysfunction beside sepsis is due to, where the record does not say; severe sepsis is not assumed."""
    sepsis = [a for a in coding.having(*SEPSIS) if a.needed is not Needed.ALSO]
    if not sepsis or coding.having("R65.2", "T81.12"):
        return
    for organ in coding.having(*ORGANS):
        if organ.needed is not Needed.ALSO and not says(organ, _DUE):
            shows = (organ.proof.words()[0], sepsis[0].proof.words()[0])
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, shows))
            return
