"""Diseases coded only when confirmed, in every setting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.results import Reject
from chartproof.rules.core import rule


#: HIV, zoonotic and other identified influenza, COVID-19.
CONFIRMED = ("B20", "Z21", "J09", "J10", "U07.1")



@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.a.1", URL),
)
def confirmed_only(coding: Coding, _: Books) -> Iterator[Reject]:
    """HIV, identified influenza and COVID-19 are coded only when confirmed, also for inpatients."""
    for assignment in coding.assignments:
        if assignment.value.startswith(CONFIRMED) and any(
            m.assertion.presence is Presence.POSSIBLE for m in assignment.mentions
        ):
            yield Reject(assignment, Why.UNCERTAIN)
