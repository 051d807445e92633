"""The heparin that lowered the platelets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2021, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "D75.82"),
)
def heparin_of_thrombocytopenia(coding: Coding, books: Books) -> Iterator[Give]:
    """Heparin-induced thrombocytopenia is coded with the adverse effect of the heparin, as its note asks."""
    for harm in coding.having("D75.82"):
        if books.tabular.billable("T45.515A") and not coding.having("T45.51"):
            yield Give("T45.515A", (harm,), needed=Needed.OBLIGED)
