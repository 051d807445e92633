"""Endocarditis whose organism is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Infection that its line tells beside: bacteremia, an organism.
INFECTED = ("R78.81", "B95", "B96")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Endocarditis, infectious or infective (acute) (any valve)"),
)
def endocarditis_of_an_organism(coding: Coding, _: Books) -> Iterator[Give]:
    """Endocarditis named with its organism or bacteremia is infective, whatever the valve."""
    for valve in coding.having("I38"):
        infected = [a for a in coding.having(*INFECTED) if in_one_line(valve, a)]
        if infected:
            yield Give("I33.0", because=(valve, infected[0]), instead_of=(valve,))
