"""A complication of care as what a stay is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.complications import is_complication
from chartproof.code.icd10cm.leading import Rank, came_later, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import told_as_reason
from chartproof.code.icd10cm.together import caused_by
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.G", URL),
)
def complication_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """Where a stay is for a complication of surgery or other care, its code is principal, and what it is stands behind it."""
    if not coding.encounter.is_stay:
        return
    found = [a for a in coding.assignments if is_complication(a) and a.needed is Needed.ADDRESSED]
    first = first_of((a for a in found if told_as_reason(a) and not came_later(a, coding)), coding)
    if first is not None:
        yield Lead(first, rank=Rank.COMPLICATION)
    for complication in found:
        for other in coding.assignments:
            if not is_complication(other) and caused_by(other, complication):
                yield Order(complication, other)
