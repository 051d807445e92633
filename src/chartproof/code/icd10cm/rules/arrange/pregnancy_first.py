"""Chapter 15 before all other chapters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of, may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule

#: The sequela of a complication stands behind what remains (I.C.15.p.3).
BEHIND = frozenset({"O94"})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.1", URL),
)
def pregnancy_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """Codes of pregnancy, childbirth and the puerperium stand before codes of other chapters."""
    able = [a for a in coding.having("O") if a.needed is not Needed.ALSO and may_lead(a)]
    first = first_of(able, coding)
    if first is not None:
        yield Lead(first, rank=Rank.PREGNANCY)
    for ours in able:
        for other in coding.assignments:
            if ours.value not in BEHIND and (
                other.value[0] not in "OZ" or other.value.startswith(("Z21", "Z3A"))
            ):
                yield Order(ours, other)
    for weeks in coding.having("Z3A"):
        for other in coding.assignments:
            if other.value[0] not in "VWXYZ" or other.value == "Z21":
                yield Order(other, weeks)
