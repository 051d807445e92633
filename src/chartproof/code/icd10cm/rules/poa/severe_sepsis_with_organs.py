"""Severe sepsis and the organs it hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.code.icd10cm.sepsis import ORGANS, SEPSIS
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: What is told of sepsis: "AKI due to ATN, from sepsis".
_FROM_SEPSIS = Pattern(
    rf"\b(?:{FROM}|of) (?:the |her |his )?(?:severe )?(?:sepsis|septic shock)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.3, Appendix I.4.h", URL),
)
def severe_sepsis_with_organs(coding: Coding, _: Books) -> Iterator[Poa]:
    """Severe sepsis was present on admission where the sepsis and an organ it hurt were, and came later where all of those did."""
    severe = coding.having("R65.2") if reports_presence(coding.encounter) else ()
    if not severe:
        return
    stay = Stay(coding)
    septic = {stay.presence(a) for a in coding.having(*SEPSIS)}
    for assignment in severe:
        words = set(assignment.proof.words())
        hurt = [a for a in coding.having(*ORGANS) if words & set(a.proof.words()) or says(a, _FROM_SEPSIS)]
        values = {stay.presence(a) for a in hurt}
        if "Y" in values and septic == {"Y"}:
            yield Poa(assignment, "Y", Rung.BEFORE, tuple(hurt))
        elif values == {"N"}:
            yield Poa(assignment, "N", Rung.BEFORE, tuple(hurt))
