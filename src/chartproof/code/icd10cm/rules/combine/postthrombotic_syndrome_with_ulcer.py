"""Postthrombotic syndrome and the ulcer told with it."""

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
def postthrombotic_syndrome_with_ulcer(coding: Coding, books: Books) -> Iterator[Give]:
    """Postthrombotic syndrome in whose line an ulcer of the leg stands is that with ulcer; the ulcer's site and depth stay beside it."""
    yield from combined(coding, books, "postthrombotic_syndrome_with_ulcer")
