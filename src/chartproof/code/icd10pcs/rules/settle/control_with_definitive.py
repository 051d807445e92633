"""Bleeding that a greater operation stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import CONTROL, DEFINITIVE, others
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.7", URL),
)
def control_with_definitive(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where a more definitive operation was needed to stop bleeding, that one is coded and not Control."""
    for one in coding.procedures:
        if one.value[:3] not in {"0W3", "0X3", "0Y3", "093"} or one.value[2] != CONTROL:
            continue
        done = [o for o in others(coding, one) if o.value[0] == "0" and o.value[2] in DEFINITIVE]
        if done := [o for o in done if o.value[4] == one.value[4] and o.value[6] != "X"]:
            yield Reject(one, Why.INTEGRAL, (done[0],))
