"""Retention of urine beside an enlarged prostate."""

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
    cite=Cite("ICD-10-CM Tabular List", "N40.1, R33.8"),
)
def urinary_retention_of_prostate(coding: Coding, books: Books) -> Iterator[Give]:
    """Retention beside an enlarged prostate that has urinary symptoms is its symptom: other retention, behind the prostate."""
    yield from combined(coding, books, "urinary_retention_of_prostate")
