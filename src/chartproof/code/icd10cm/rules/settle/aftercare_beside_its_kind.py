"""Aftercare of no kind beside aftercare of a known kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Other surgical aftercare, other orthopedic aftercare; aftercare that says after what.
OTHER = ("Z48.89", "Z47.89")
KINDS = ("Z47.1", "Z47.2", "Z47.3", "Z47.81", "Z47.82", "Z48.2", "Z48.3", "Z48.81")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.7", URL),
)
def aftercare_beside_its_kind(coding: Coding, _: Books) -> Iterator[Reject]:
    """Aftercare that says what it follows is not told again by the code of other aftercare."""
    kinds = coding.having(*KINDS)
    for other in coding.having(*OTHER) if kinds else ():
        yield Reject(other, Why.LESS_SPECIFIC, kinds[:1])
    for after in coding.having("Z09") if kinds else ():
        yield Reject(after, Why.EXCLUDED, kinds[:1])  # Z09, Excludes1: aftercare following medical care
