"""An infarction of supply and demand behind what brought it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import caused_by
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.e.5", URL),
)
def infarction_behind_its_cause(coding: Coding, _: Books) -> Iterator[Order]:
    """A type 2 myocardial infarction stands behind the underlying cause that the record lays it to."""
    for infarction in coding.having("I21.A1"):
        for cause in coding.assignments:
            if may_lead(cause) and cause is not infarction and caused_by(infarction, cause):
                yield Order(cause, infarction)
