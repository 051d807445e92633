"""Reflux that inflames the esophagus."""

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
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.15", URL),
)
def reflux_with_esophagitis(coding: Coding, books: Books) -> Iterator[Give]:
    """Reflux disease beside esophagitis of no other kind is reflux with esophagitis, one code."""
    yield from combined(coding, books, "reflux_with_esophagitis")
