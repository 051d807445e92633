"""A disease told in the history of a stay whose operation the course tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.operated_for import operated_for
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Mark
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II, III", URL),
)
def disease_operated_in_the_stay(coding: Coding, _: Books) -> Iterator[Mark]:
    """In a stay, a disease that only the history names is addressed where the record tells the operation that is done for it."""
    for assignment in operated_for(coding):
        if assignment.needed is not Needed.ADDRESSED:
            yield Mark(assignment, needed=Needed.ADDRESSED)
