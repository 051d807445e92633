"""Bleeding with ulcer, gastritis, diverticular disease or angiodysplasia."""

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
def gastrointestinal_bleeding(coding: Coding, books: Books) -> Iterator[Give]:
    """Bleeding beside the one lesion that can bleed is presumed to come from it."""
    found = list(combined(coding, books, "gastrointestinal_bleeding"))
    if len({give.because[0] for give in found}) == 1:
        yield from found
