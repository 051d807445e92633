"""A condition of the fetus on the mother's record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.e.1", URL),
)
def fetal_condition_not_managed(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition of the fetus is coded on the mother's record only where it changes her care, not where it is merely told."""
    if not any(is_taken_up(m) for m in coding.reading.mentions):
        return
    for fetal in coding.having("O35", "O36"):
        if fetal.needed is Needed.ALSO and not any(is_taken_up(m) for m in fetal.mentions):
            yield Reject(fetal, Why.NOT_MANAGED)
