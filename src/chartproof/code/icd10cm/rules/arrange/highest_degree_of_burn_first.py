"""The deepest burn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d.1, I.C.19.d.1.a", URL),
)
def highest_degree_of_burn_first(coding: Coding, _: Books) -> Iterator[Order]:
    """Of several burns the one of the highest degree stands first, and all before the extent of body surface."""
    burns = [a for a in coding.having("T20", "T21", "T22", "T23", "T24", "T25") if a.value[-1] != "S"]
    for deep in burns:
        for shallow in burns:
            if _degree(deep) > _degree(shallow):
                yield Order(deep, shallow)
        for extent in coding.having("T31", "T32"):
            yield Order(deep, extent)


def _degree(burn: Assignment) -> int:
    """The fourth character: 0 to 3 for burns, 4 to 7 for corrosions."""
    return int(burn.value[4]) % 4
