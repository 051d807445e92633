"""What vaping does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

_VAPING = Pattern(
    rf"\b(?:{FROM}|related to|associated with)\b[^.;]{{0,25}}"
    r"\b(?:vap(?:ing|e|es)|e-?cig\w*|electronic cigarette)\b|\b(?:vaping|e-?cig\w*)[- ](?:related|associated|induced)\b",
    re.IGNORECASE,
)
#: Lung injury that U07.0 itself says.
INJURY = ("J98.4", "S27.3", "J68.9", "J70.8", "J70.9")


@rule(
    holds=Period(date(2020, 4, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.e", URL),
)
def vaping_related(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """A condition of the lungs laid to vaping takes U07.0; lung injury from it takes nothing besides."""
    named = coding.having("U07.0")
    lungs = tuple(a for a in coding.having("J") if says(a, _VAPING))
    if lungs and not named:
        yield Give("U07.0", because=lungs, instead_of=tuple(a for a in lungs if a.value.startswith(INJURY)))
    for injury in coding.having(*INJURY) if named else ():
        yield Reject(injury, Why.INTEGRAL, named[:1])
