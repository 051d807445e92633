"""A coma that was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.coma import SEDATED
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import told
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.e", URL),
)
def coma_under_sedation(coding: Coding, _: Books) -> Iterator[Reject]:
    """Coma and coma scales are not coded for a patient in a medically induced coma or under sedation."""
    for coma in coding.having("R40.20", "R40.21", "R40.22", "R40.23", "R40.24"):
        if told(coma, coding, SEDATED):
            yield Reject(coma, Why.EXCLUDED)
