"""Abuse before what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule

#: What accompanies abuse: injuries and mental disorders.
ACCOMPANYING = ("F", "S", "T0", "T1", "T2")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.f", URL),
)
def abuse_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """The code of abuse or neglect, confirmed or suspected, stands before the injuries and the mental disorders with it."""
    abuse = [a for a in coding.having("T74", "T76") if a.value[-1] in "AD"]
    first = first_of((a for a in abuse if a.needed is Needed.ADDRESSED), coding)
    if first is not None:
        yield Lead(first, rank=Rank.POISONING)
    for told in abuse:
        for other in coding.having(*ACCOMPANYING):
            yield Order(told, other)
