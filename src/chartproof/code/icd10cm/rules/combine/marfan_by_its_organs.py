"""Marfan syndrome with the organ it affects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Q87.410, Q87.42"),
)
def marfan_by_its_organs(coding: Coding, books: Books) -> Iterator[Give]:
    """Marfan syndrome and a dilated aorta, or a displaced lens, are one code."""
    yield from combined(coding, books, "marfan_by_its_organs")
