"""Whether a normal pregnancy is the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

_FIRST = Pattern(r"\bG ?1(?=[\sP,;.]|$)|\bprimi(?:gravida|p)?\b|\bfirst pregnancy\b", re.IGNORECASE)
_LATER = Pattern(r"\bG ?(?:[2-9]|1\d)(?=[\sP,;.]|$)|\bmulti(?:gravida|parous|p)\b", re.IGNORECASE)
#: The trimester is the last digit in all three.
_OPEN, _OF_FIRST, _OF_OTHER = "Z34.9", "Z34.0", "Z34.8"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Z34"),
)
def normal_pregnancy_by_count(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A normal pregnancy is the first, or another, as the record counts them; that she is pregnant is said by it."""
    supervised = coding.having("Z34", "O09")
    if supervised:
        yield from (Reject(a, Why.LESS_SPECIFIC, (supervised[0],)) for a in coding.having("Z33.1"))
    if coding.having(_OF_FIRST, _OF_OTHER, "O"):
        return
    for normal in coding.having(_OPEN):
        for begins, words in ((_OF_FIRST, _FIRST), (_OF_OTHER, _LATER)):
            counted = said(coding, words)
            value = begins + normal.value[-1]
            if counted is not None and books.tabular.billable(value) is not None:
                yield Give(value, because=(normal, counted), instead_of=(normal,))
                break
