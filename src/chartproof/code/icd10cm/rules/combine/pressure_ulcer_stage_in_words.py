"""A stage told by what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.ulcers import described
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.2, I.C.12.a.3, I.C.12.a.7", URL),
)
def pressure_ulcer_stage_in_words(coding: Coding, books: Books) -> Iterator[Give]:
    """A pressure ulcer whose stage is described by the terms of the classification takes the code of that stage."""
    yield from described(coding, books, "L89")
