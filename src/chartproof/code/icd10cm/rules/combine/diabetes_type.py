"""Diabetes named without its type beside diabetes of a type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import complications, diabetes_of, poorly_controlled
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a, I.C.4.a.2, I.C.4.a.6", URL),
)
def diabetes_type(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A mention without a type is the diabetes of the type or cause that the record names, else type 2."""
    diabetes = diabetes_of(coding)
    if diabetes is None:
        return
    complicated = any(complications(coding)) or poorly_controlled(diabetes) is not None
    for same in diabetes.untyped:
        value = diabetes.category + same.value[3:]
        told = diabetes.causes and not complicated
        if (same.value[3:] != ".9" or told) and books.tabular.billable(value):
            because = (*diabetes.codes[:1], *diabetes.causes, same)
            yield Give(value, because=because, instead_of=(same,))
        else:
            yield Reject(same, Why.DUPLICATE, because=(*diabetes.codes[:1], *diabetes.causes))
