"""Death as a diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sought import first

_ARRIVED = Pattern(
    r"\b(?:dead|deceased|expired|pulseless and apneic) (?:up)?on arrival\b|\bDOA\b|\bbrought in (?:already )?(?:dead|deceased)\b"
    r"|\bpronounced (?:dead |deceased )?(?:up)?on arrival\b|\b(?:died|expired|dead|deceased) (?:before|prior to) arrival\b"
    r"|\barrived (?:dead|deceased)\b|\bpronounced (?:dead |deceased )?(?:at|on) (?:the )?scene\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.h", URL),
)
def dead_on_arrival(coding: Coding, _: Books) -> Iterator[Reject]:
    """Unknown cause of death is coded only where the patient was dead on arrival; to die in the stay is a discharge status."""
    deaths = coding.having("R99")
    if deaths and not any(first(_ARRIVED, d.text) for d in coding.encounter.documents):
        for death in deaths:
            yield Reject(death, Why.UNSUPPORTED)
