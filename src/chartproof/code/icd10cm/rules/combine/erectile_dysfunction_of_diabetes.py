"""Erectile dysfunction that is laid to diabetes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import diabetes_of
from chartproof.code.icd10cm.together import joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "N52.1"),
)
def erectile_dysfunction_of_diabetes(coding: Coding, books: Books) -> Iterator[Give]:
    """Erectile dysfunction due to diabetes is that due to a disease classified elsewhere, behind the diabetes with its other complication."""
    diabetes = diabetes_of(coding)
    for trouble in coding.having("N52.9") if diabetes else ():
        cause = next(
            (d for d in coding.having("E08", "E09", "E10", "E11", "E13") if joined_by_cause(trouble, d)), None
        )
        if diabetes is None or cause is None:
            continue
        value = f"{diabetes.category}.69"
        if books.tabular.billable(value) is not None:
            yield Give("N52.1", (trouble, cause), (trouble,))
            gone = tuple(a for a in diabetes.codes if a.value[3:] == ".9")
            yield Give(value, (cause, trouble), gone)
