"""When severe sepsis arose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import leader
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sepsis import SEPSIS
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.severe_sepsis_timing"
ASKS = "Please document whether severe sepsis was present on admission."
CHOICES = ("present on admission", "developed during the stay", "other", "unable to determine")
_TOLD = Pattern(
    r"\b(?:on|at|upon|prior to|before) (?:admission|arrival|presentation)\b|\bpoa\b|\b(?:admitted|presented|presents|arrived) with\b|"
    r"\bdeveloped\b|\bhospital day\b|\bhospital[- ]acquired\b|\bin the (?:ed|emergency)\b|\bpostoperative\w*\b|\bsubsequently\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.3", URL),
)
def severe_sepsis_timing(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether severe sepsis that does not head the diagnoses of a stay was present on admission, where nothing tells."""
    if not coding.encounter.codes_uncertain:
        return
    sepsis = coding.having(*SEPSIS)
    for severe in coding.having("R65.2"):
        first = leader(coding)
        heads = first is None or first in sepsis or any(in_one_line(first, s) for s in sepsis)
        if not heads and not any(says(a, _TOLD) for a in (severe, *sepsis)):
            yield Ask(Query(RULE, Doubt.TIMING, ASKS, CHOICES, severe.proof.words()[:2]))
