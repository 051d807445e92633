"""Right bundle branch block with a block of the left bundle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Block, bundle-branch, right, with left fascicular block"),
)
def bifascicular_block(coding: Coding, books: Books) -> Iterator[Give]:
    """A right bundle branch block with a block of the left bundle or of one of its fascicles is bifascicular."""
    yield from combined(coding, books, "bifascicular_block")
