"""Appendicitis, and the peritonitis or the abscess told apart from it."""

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
    holds=Period(date(2018, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def appendicitis_with_peritonitis(coding: Coding, books: Books) -> Iterator[Give]:
    """Acute appendicitis and the peritonitis or peritoneal abscess of the same belly are one code."""
    yield from combined(coding, books, "appendicitis_with_peritonitis")
