"""What an encounter was for, though its treatment was not carried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of, may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said, told_as_reason
from chartproof.code.icd10cm.surgery import NOT_CARRIED_OUT, reason_for_surgery
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.F, IV.A.1", URL),
)
def treatment_not_carried_out_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """The condition that the planned operation or treatment was for stands first, even though it was not carried out."""
    if not any(said(coding, NOT_CARRIED_OUT)):
        return
    first = reason_for_surgery(coding) or _came_for(coding)
    if first is not None:
        yield Lead(first, rank=Rank.REASON)
        for undone in coding.having("Z53"):
            yield Order(first, undone)


def _came_for(coding: Coding) -> Assignment | None:
    able = [a for a in coding.assignments if may_lead(a) and a.needed is Needed.ADDRESSED]
    return first_of((a for a in able if told_as_reason(a) and not a.value.startswith("Z53")), coding)
