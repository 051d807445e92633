"""A look on the way to what was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import INSPECTION, is_seen_in_passing, others
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.11a, B3.11c", URL),
)
def inspection_with_procedure(coding: Coding, _: Books) -> Iterator[Reject]:
    """Inspection of a body part to reach the objective of a procedure, by the same approach, is not coded; by another approach it is."""
    for one in coding.procedures:
        if one.value[0] != "0" or one.value[2] != INSPECTION:
            continue
        if done := [o for o in others(coding, one) if is_seen_in_passing(one.value, o.value)]:
            yield Reject(one, Why.INTEGRAL, (done[0],))
