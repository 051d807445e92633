"""Diabetes and the conditions the classification links to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import complications, diabetes_of, poorly_controlled
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a", URL),
)
def diabetes_with_complications(coding: Coding, books: Books) -> Iterator[Give]:
    """Diabetes and what the Index lists under "with" are presumed linked, one code by type."""
    diabetes = diabetes_of(coding)
    if diabetes is None:
        return
    plain = tuple(a for a in diabetes.codes if a.value[3:] == ".9")
    codes = {a.value for a in diabetes.codes}
    for condition, suffix, stays in complications(coding):
        value = f"{diabetes.category}.{suffix}"
        if suffix == "51" and any(s == "52" for _, s, _ in complications(coding)):
            value = f"{diabetes.category}.52"
        if books.tabular.billable(value) is None:
            continue
        gone = plain if stays else (*plain, condition)
        if value not in codes or not stays or plain:
            rests = (*(diabetes.codes or diabetes.untyped)[:1], condition)
            yield Give(value, because=rests, instead_of=gone)
    if sugar := poorly_controlled(diabetes):
        yield Give(f"{diabetes.category}.65", because=(sugar,), instead_of=plain)
