"""Influenza with vomiting or diarrhea."""

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
    cite=Cite(GUIDELINES, "I.A.15, I.B.9", URL),
)
def influenza_with_intestinal_signs(coding: Coding, books: Books) -> Iterator[Give]:
    """Vomiting or diarrhea named in one line with influenza is its gastrointestinal manifestation: one code."""
    yield from combined(coding, books, "influenza_with_intestinal_signs")
