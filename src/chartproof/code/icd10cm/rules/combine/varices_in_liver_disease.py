"""Esophageal varices in disease of the liver."""

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
    cite=Cite(GUIDELINES, "I.A.15", URL),
)
def varices_in_liver_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """Esophageal varices beside cirrhosis, portal hypertension or alcoholic liver disease are secondary to it, unless the record says otherwise."""
    yield from combined(coding, books, "varices_in_liver_disease")
