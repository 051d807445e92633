"""Two diagnoses that equally meet the definition of the principal one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.rivals import related, rivals
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Rival
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.C", URL),
)
def equal_conditions(coding: Coding, books: Books) -> Iterator[Rival]:
    """Of diagnoses that equally meet the definition of the principal diagnosis, any one may stand first."""
    for first, other in rivals(coding, books):
        if not related(first, other, books.tabular):
            yield Rival(other, f"the stay was for it as much as for {first.value}: either may stand first")
