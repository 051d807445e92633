"""Dementia, its cause, its severity and its disturbances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.dementia import coded, dementia_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2022, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.d, I.A.15", URL),
)
def dementia_by_cause_and_severity(coding: Coding, books: Books) -> Iterator[Give]:
    """Dementia is coded by its cause, at the highest severity documented, with each disturbance set beside it."""
    dementia = dementia_of(coding)
    if dementia is None:
        return
    values = tuple(v for v in coded(dementia) if books.tabular.billable(v))
    signs = tuple(sign for sign, _, _ in dementia.disturbed)
    gone = tuple(code for code in dementia.codes if code.value not in values)
    absorbed = tuple(sign for sign, _, stays in dementia.disturbed if not stays)
    known = {code.value for code in dementia.codes}
    for value in values:
        if value not in known or gone or absorbed:
            because = (*dementia.codes, *dementia.causes, *signs)
            yield Give(value, because=because, instead_of=(*gone, *absorbed))
