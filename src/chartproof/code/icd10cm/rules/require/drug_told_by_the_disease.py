"""The drug that a disease's own name tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import rows
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2021, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "D75.82, N14.1"),
)
def drug_told_by_the_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """Harm whose name tells its drug (by heparin, by contrast) is coded with the adverse effect of it, as its note asks."""
    for disease, drug, _ in rows("drugs_of_disease"):
        for harm in coding.having(disease):
            if books.tabular.billable(f"{drug}5A") and not coding.having(drug):
                yield Give(f"{drug}5A", (harm,), needed=Needed.OBLIGED)
