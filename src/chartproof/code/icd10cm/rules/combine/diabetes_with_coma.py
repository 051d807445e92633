"""Diabetes whose acute complication came with coma."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def diabetes_with_coma(coding: Coding, books: Books) -> Iterator[Give]:
    """Coma named in one line with ketoacidosis, hyperosmolarity or hypoglycemia of diabetes is in the one code of both."""
    yield from combined(coding, books, "diabetes_with_coma")
