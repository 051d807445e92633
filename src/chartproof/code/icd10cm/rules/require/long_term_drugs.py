"""Drugs taken for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.long_term import long_term_drugs_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Those that another rule gives beside diabetes.
DIABETES = frozenset({"Z79.4", "Z79.84", "Z79.85"})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def long_term_drugs(coding: Coding, books: Books) -> Iterator[Give]:
    """A drug that the patient takes over a long time may be coded by its class."""
    for code, drugs in long_term_drugs_of(coding).items():
        if code not in DIABETES and books.tabular.billable(code):
            yield Give(code, because=drugs, needed=Needed.ALSO)
