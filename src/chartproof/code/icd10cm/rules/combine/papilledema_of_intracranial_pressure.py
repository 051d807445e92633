"""Papilledema beside a raised pressure in the skull."""

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
    cite=Cite("ICD-10-CM Tabular List", "H47.11"),
)
def papilledema_of_intracranial_pressure(coding: Coding, books: Books) -> Iterator[Give]:
    """Papilledema beside benign intracranial hypertension is associated with the raised pressure."""
    yield from combined(coding, books, "papilledema_of_intracranial_pressure")
