"""Use, abuse and dependence of one substance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Substances that have use, abuse and dependence.
SUBSTANCES = tuple(f"F{number}" for number in (10, 11, 12, 13, 14, 15, 16, 18, 19))


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.b.2", URL),
)
def dependence_over_abuse_and_use(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Of use, abuse and dependence of one substance only the gravest is coded."""
    for substance in SUBSTANCES:
        found = coding.having(substance)
        dependent = [a for a in found if a.value[4] == "2"]
        if len(found) < 2 or not dependent:
            continue
        for lesser in (a for a in found if a.value[4] in "19"):
            value = f"{substance}.2{lesser.value[5:]}"
            if len(lesser.value) > 5 and lesser.value[5:] != "0" and books.tabular.billable(value):
                yield Give(value, because=(dependent[0], lesser), instead_of=(lesser,))
            else:
                yield Reject(lesser, Why.LESS_SPECIFIC, because=(dependent[0],))
        worse = any(a.value[5:] not in {"0", ""} for a in found)
        for plain in (a for a in dependent if a.value[5:] == "0" and worse):
            yield Reject(plain, Why.LESS_SPECIFIC, because=tuple(a for a in found if a is not plain)[:1])
