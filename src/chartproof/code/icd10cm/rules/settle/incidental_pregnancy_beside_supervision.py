"""A pregnancy that is what the visit is for is not incidental."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.1", URL),
)
def incidental_pregnancy_beside_supervision(coding: Coding, _: Books) -> Iterator[Reject]:
    """The incidental pregnant state is not coded where the encounter supervises the pregnancy, or cares for the mother after it."""
    supervised = coding.having("Z34", "Z39")
    if supervised:
        yield from (Reject(a, Why.EXCLUDED, (supervised[0],)) for a in coding.having("Z33.1"))
