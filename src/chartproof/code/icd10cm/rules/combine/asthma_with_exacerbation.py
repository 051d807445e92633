"""The severity of an asthma and its exacerbation, documented apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Asthma by severity.
STEPS = ("J45.2", "J45.3", "J45.4", "J45.5")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "J45"),
)
def asthma_with_exacerbation(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """The severity of asthma and its exacerbation or status asthmaticus are one code."""
    worse = coding.having("J45.901", "J45.902")
    stepped = [a for a in coding.having(*STEPS) if a.value[-1] == "0"]
    if worse and len(stepped) == 1:
        worst = max(worse, key=lambda a: a.value)
        value = stepped[0].value[:-1] + worst.value[-1]
        yield Give(value, because=(stepped[0], worst), instead_of=(stepped[0], *worse))
    elif any_worse := [a for a in coding.having("J45") if a.value[-1] in "12" and a.value[:5] != "J45.99"]:
        for calm in coding.having("J45.909"):
            yield Reject(calm, Why.LESS_SPECIFIC, because=(any_worse[0],))
