"""The contrast that injured the kidney."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2022, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "N14.1"),
)
def contrast_of_nephropathy(coding: Coding, books: Books) -> Iterator[Give]:
    """Contrast-induced nephropathy is coded with the adverse effect of the contrast, as its note asks."""
    for harm in coding.having("N14.11"):
        if books.tabular.billable("T50.8X5A") and not coding.having("T50.8X"):
            yield Give("T50.8X5A", (harm,), needed=Needed.OBLIGED)
