"""External causes stand last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chartproof.code.icd10cm.causes import ASSAULT, CHAPTER, FURTHER, PERPETRATOR
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.results import Mark, Order
from chartproof.rules.core import rule

#: Abuse, terrorism, cataclysms and transport outrank other causes (I.C.20.f); the rest tells further.
FIRST_CAUSES = (
    (*ASSAULT, PERPETRATOR),
    ("Y38",),
    ("X34", "X35", "X36", "X37", "X38", "X39"),
    ("V",),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20, I.C.20.a.6, I.C.20.d, I.C.20.e, I.C.20.f, I.C.20.j.1", URL),
)
def external_cause_role(coding: Coding, _: Books) -> Iterator[Mark | Order]:
    """External cause codes are never first; they follow the codes of what they caused, place, activity and status last."""
    causes = sorted(coding.having(*CHAPTER), key=_priority)
    if not causes:
        return
    others = [a for a in coding.assignments if a.value[0] not in "VWXY"]
    for cause in causes:
        yield Mark(cause, role=Role.EXTERNAL_CAUSE)
    for first, then in pairwise((*others, *causes)):
        if then.value[0] in "VWXY":
            yield Order(first, then)
    for other in others:
        yield Order(other, causes[0])


def _priority(cause: Assignment) -> int:
    if cause.value.startswith(FURTHER):
        return 10 + FURTHER.index(cause.value[:3])
    return next((i for i, begins in enumerate(FIRST_CAUSES) if cause.value.startswith(begins)), 9)
