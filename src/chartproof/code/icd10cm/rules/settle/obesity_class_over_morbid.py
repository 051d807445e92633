"""Morbid obesity beside the class of obesity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Mark, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2024, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.b.1", URL),
)
def obesity_class_over_morbid(coding: Coding, _: Books) -> Iterator[Mark | Reject]:
    """Where class 3 obesity and morbid obesity are both documented, only the class is coded."""
    third = coding.having("E66.813")
    for morbid in coding.having("E66.01") if third else ():
        yield Reject(morbid, Why.LESS_SPECIFIC, (third[0],))
        if morbid.needed is Needed.ADDRESSED:
            yield Mark(third[0], needed=Needed.ADDRESSED)
