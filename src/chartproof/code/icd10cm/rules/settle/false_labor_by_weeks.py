"""False labor, by the weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.obstetric import TERM, code_below, stage_of, weeks_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O47"),
)
def false_labor_by_weeks(coding: Coding, books: Books) -> Iterator[Give]:
    """False labor is that before, or at and after, 37 completed weeks, as the record counts them."""
    weeks, stage = weeks_of(coding), stage_of(coding)
    if weeks is None or weeks.evidence is None or stage is None:
        return
    for unsaid in coding.having("O47.9"):
        found = code_below("O47.1" if weeks.value >= TERM else "O47.0", stage, books.tabular)
        if found is not None:
            yield Give(found.code, because=(unsaid, weeks.evidence), instead_of=(unsaid,))
