"""Obstructive lung disease with an infection of the lower airways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

WITH_INFECTION, WITH_EXACERBATION = "J44.0", "J44.1"
#: The infections that its note asks for besides.
INFECTIONS = ("J12", "J14", "J15", "J16", "J17", "J18", "J20", "J21", "J22")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "chartproof", "J44.0 names the disease and the infection; what says more of each stands behind"
    ),
)
def obstructive_disease_before_its_infection(coding: Coding, _: Books) -> Iterator[Order]:
    """Obstructive lung disease with a lower respiratory infection stands before its exacerbation and before the infection."""
    for disease in coding.having(WITH_INFECTION):
        for then in coding.having(WITH_EXACERBATION, *INFECTIONS):
            if disease.needed is Needed.ADDRESSED or then.needed is not Needed.ADDRESSED:
                yield Order(disease, then)
