"""Cardiac arrest behind what made the heart stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.cardiac_arrest import causes_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I46.2, I46.8"),
)
def cardiac_arrest_behind_its_cause(coding: Coding, _: Books) -> Iterator[Order]:
    """The disease to which the record lays a cardiac arrest is coded first."""
    for arrest in coding.having("I46.2", "I46.8"):
        for cause in causes_of(arrest, coding):
            yield Order(cause, arrest)
