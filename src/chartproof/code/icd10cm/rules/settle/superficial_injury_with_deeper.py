"""A bruise over a fracture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.injuries import is_within


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.b.1", URL),
)
def superficial_injury_with_deeper(coding: Coding, _: Books) -> Iterator[Reject]:
    """A superficial injury is not coded beside a more severe injury of the same site."""
    injuries = coding.having("S")
    if len(injuries) < 2:
        return
    for superficial in injuries:
        for deeper in injuries:
            if is_within(superficial.value, deeper.value, superficial.title, deeper.title):
                yield Reject(superficial, Why.INTEGRAL, (deeper,))
                break
