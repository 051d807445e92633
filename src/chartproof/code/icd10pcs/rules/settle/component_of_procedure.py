"""What belongs to carrying out another procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import EXCISION, INSPECTION, RESECTION, act_of, others
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


def _is_before(one: Assignment, other: Assignment) -> bool:
    """Whether it was a step by itself: a biopsy of what was then taken out (B3.4b), a look by a scope before it was opened (B3.2d)."""
    if one.value[0] != "0":
        return False
    if one.value[2] == EXCISION and one.value[6] == "X":
        return other.value[2] == RESECTION and one.value[:2] == other.value[:2]
    return one.value[2] == INSPECTION and one.value[4] == "4" and other.value[4] == "0"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.1b", URL),
)
def component_of_procedure(coding: Coding, _: Books) -> Iterator[Reject]:
    """Steps to reach and close the site, joining what was cut, and parts of the procedure are not coded beside it."""
    for one in coding.procedures:
        for other in others(coding, one):
            act = act_of(other)
            if (
                act
                and act.covers
                and one.value.startswith(act.covers)
                and not other.value.startswith(one.value[:3])
                and not _is_before(one, other)
            ):
                yield Reject(one, Why.INTEGRAL, (other,))
                break
