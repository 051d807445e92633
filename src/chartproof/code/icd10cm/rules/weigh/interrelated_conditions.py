"""Two conditions of one kind, each of which could be principal."""

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
    cite=Cite(GUIDELINES, "II.B", URL),
)
def interrelated_conditions(coding: Coding, books: Books) -> Iterator[Rival]:
    """Of interrelated conditions that each could be principal, either may stand first unless the admission, the therapy or the books say otherwise."""
    for first, other in rivals(coding, books):
        if related(first, other, books.tabular):
            yield Rival(
                other, f"interrelated with {first.value}, and the stay was for both: either may stand first"
            )
