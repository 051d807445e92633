"""Diabetes named without its type beside diabetes of a type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import diabetes_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a", URL),
)
def diabetes_type(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Where the record names the type, a mention without it is the same diabetes."""
    diabetes = diabetes_of(coding)
    if diabetes is None:
        return
    for same in diabetes.untyped:
        value = diabetes.category + same.value[3:]
        if same.value[3:] != ".9" and books.tabular.billable(value):
            yield Give(value, because=(*diabetes.codes[:1], same), instead_of=(same,))
        else:
            yield Reject(same, Why.DUPLICATE, because=diabetes.codes[:1])
