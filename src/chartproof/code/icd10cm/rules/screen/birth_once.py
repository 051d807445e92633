"""The birth is coded once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import born_elsewhere, days_old
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: From what day of life a stay cannot be that of the birth.
LATE = 7


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.a.2", URL),
)
def birth_once(coding: Coding, _: Books) -> Iterator[Reject]:
    """The liveborn code stands on the record of the birth only, not where the child comes later or from another hospital."""
    days = days_old(coding)
    if days is not None and (days > LATE or (coding.encounter.codes_uncertain and born_elsewhere(coding))):
        yield from (Reject(a, Why.NOT_ON_DATE) for a in coding.having("Z38"))
