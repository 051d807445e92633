"""A disc that presses on a root."""

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
    cite=Cite(GUIDELINES, "I.B.9, I.C.18.c", URL),
)
def disc_with_radiculopathy(coding: Coding, books: Books) -> Iterator[Give]:
    """A displaced disc with radiculopathy or sciatica of its region is one code."""
    yield from combined(coding, books, "disc_with_radiculopathy")
