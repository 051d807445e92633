"""How deep a chronic ulcer goes."""

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
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def ulcer_depth_in_words(coding: Coding, books: Books) -> Iterator[Give]:
    """A chronic ulcer whose depth is described takes the code of that severity."""
    yield from described(coding, books, "L97", "L98.4")
