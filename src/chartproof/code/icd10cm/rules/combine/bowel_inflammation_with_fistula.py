"""Crohn's disease or ulcerative colitis with a fistula or an abscess."""

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
def bowel_inflammation_with_fistula(coding: Coding, books: Books) -> Iterator[Give]:
    """A fistula or an abscess of the bowel or the anus named in one line with, or told under the head of, Crohn's disease or ulcerative colitis is its complication: one code."""
    yield from combined(coding, books, "bowel_inflammation_with_fistula")
