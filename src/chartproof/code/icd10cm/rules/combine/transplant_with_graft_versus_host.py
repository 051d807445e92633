"""Graft-versus-host disease after a transplant."""

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
    cite=Cite("ICD-10-CM Tabular List", "D89.81, code first underlying cause (T86.0-, T86.5)"),
)
def transplant_with_graft_versus_host(coding: Coding, books: Books) -> Iterator[Give]:
    """Graft-versus-host disease after a transplant of stem cells or marrow is its complication, which stands in place of the status."""
    yield from combined(coding, books, "transplant_with_graft_versus_host")
