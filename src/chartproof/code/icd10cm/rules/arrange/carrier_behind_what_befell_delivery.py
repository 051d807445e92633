"""A carrier of streptococci who gives birth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

CARRIER = "O99.824"
#: What befalls a delivery, or is the reason for its kind.
BEFELL = tuple("O30 O31 O32 O33 O34 O41 O42 O43 O44 O45 O6 O70 O71 O72 O73 O75".split())


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.4", URL),
)
def carrier_behind_what_befell_delivery(coding: Coding, _: Books) -> Iterator[Order]:
    """The principal diagnosis of a delivery is its main circumstance or complication; that the mother carries streptococci stands behind it."""
    for carrier in coding.having(CARRIER):
        for befell in coding.having(*BEFELL):
            if befell.needed is Needed.ADDRESSED:
                yield Order(befell, carrier)
