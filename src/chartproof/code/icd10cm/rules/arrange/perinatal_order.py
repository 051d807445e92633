"""Chapter 16 in its order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: How light or heavy, how early or late: what a child is, not what it is treated for.
SIZE = ("P05", "P07", "P08")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.a.3, I.C.16.b.3, I.C.16.d", URL),
)
def perinatal_order(coding: Coding, _: Books) -> Iterator[Order]:
    """Conditions of the perinatal period stand before codes of other chapters, the birth before both, the weight before the weeks, and both behind what is treated."""
    perinatal = [a for a in coding.having("P") if a.needed is not Needed.ALSO]
    if not is_newborn(coding):
        return
    for weight in coding.having("P07.0", "P07.1"):
        for weeks in coding.having("P07.2", "P07.3"):
            yield Order(weight, weeks)
    for first in perinatal:
        for size in () if first.value.startswith(SIZE) else coding.having(*SIZE):
            yield Order(first, size)
        for then in coding.assignments:
            if then.value[0] not in "PQZ":
                yield Order(first, then)
    for birth in coding.having("Z38"):
        for then in (*perinatal, *coding.having("Z05")):
            yield Order(birth, then)
