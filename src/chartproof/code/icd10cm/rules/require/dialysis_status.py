"""Dialysis beside end stage renal disease."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Mark
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "N18.6"),
)
def dialysis_status(coding: Coding, _: Books) -> Iterator[Mark]:
    """Dependence on dialysis is coded beside end stage renal disease."""
    kidneys = coding.having("N18.6", "I12.0", "I13.11", "I13.2")
    for status in coding.having("Z99.2"):
        if kidneys and status.needed is Needed.ALSO and kidneys[0].needed is not Needed.ALSO:
            yield Mark(status, needed=Needed.OBLIGED)
