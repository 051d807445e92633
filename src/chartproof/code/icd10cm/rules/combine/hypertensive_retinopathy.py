"""Hypertension of a retina and of the body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.5", URL),
)
def hypertensive_retinopathy(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Hypertensive retinopathy takes a code of the systemic hypertension besides; it is no hypertension of the eye."""
    retina = coding.having("H35.03")
    if not retina:
        return
    if not coding.having("I10", "I11", "I12", "I13", "I15"):
        yield Give("I10", because=retina)
    for pressure in coding.having("H40.05"):
        if in_one_line(retina[0], pressure):
            yield Reject(pressure, Why.DUPLICATE, retina[:1])
