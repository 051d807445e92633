"""A stillbirth's own record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import days_old
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.g", URL),
)
def stillbirth_alone(coding: Coding, _: Books) -> Iterator[Reject]:
    """Stillbirth stands alone, on the record of the stillborn only, never on the mother's."""
    for stillbirth in coding.having("P95"):
        mothers = coding.having("O", "Z37", "Z39")
        if mothers:
            yield Reject(stillbirth, Why.OTHER_PERSON, mothers[:1])
        elif days_old(coding) == 0:
            yield from (
                Reject(a, Why.EXCLUDED, (stillbirth,)) for a in coding.assignments if a is not stillbirth
            )
