"""Seasonal rhinitis, and the pollen that it is told to be of."""

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
from chartproof.model.results import Reject
from chartproof.rules.core import rule

SEASONAL, OF_POLLEN = "J30.2", "J30.1"
_POLLEN = Pattern(r"\b(?:pollens?|grass(?:es)?|trees?|ragweed|birch|oak|timothy)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def seasonal_rhinitis_by_its_pollen(coding: Coding, _: Books) -> Iterator[Reject]:
    """A seasonal rhinitis whose pollen the record names is coded by it once."""
    named = [a for a in coding.having(OF_POLLEN) if says(a, _POLLEN)]
    for seasonal in coding.having(SEASONAL) if named else ():
        yield Reject(seasonal, Why.LESS_SPECIFIC, (named[0],))
