"""Sepsis with organ dysfunction that the record lays to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sepsis import ORGANS, SEPSIS
from chartproof.code.icd10cm.together import joined_by_cause, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_SEPTIC = Pattern(r"\bseptic (?:enceph|shock)|\bsepsis[- ](?:induced|related|associated)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.1.b, I.C.1.d.1.a, I.C.1.d.1.a.iii", URL),
)
def severe_sepsis(coding: Coding, _: Books) -> Iterator[Give]:
    """Sepsis with an acute organ dysfunction laid to it is severe sepsis, coded besides."""
    sepsis = coding.having(*SEPSIS)
    if not sepsis or coding.having("R65.2"):
        return
    failing = [
        o for o in coding.having(*ORGANS) if any(joined_by_cause(o, s) for s in sepsis) or says(o, _SEPTIC)
    ]
    if failing:
        yield Give("R65.20", because=(sepsis[0], *failing))
