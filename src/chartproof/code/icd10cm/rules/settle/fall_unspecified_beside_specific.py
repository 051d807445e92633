"""A fall, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import DETAILED_FALLS, UNSPECIFIED_FALL
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.5", URL),
)
def fall_unspecified_beside_specific(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where the record says how the fall came about, the unspecified fall is not coded besides."""
    detailed = coding.having(*DETAILED_FALLS)
    if detailed:
        for vague in coding.having(UNSPECIFIED_FALL):
            yield Reject(vague, Why.LESS_SPECIFIC, (detailed[0],))
