"""A symptom is not the neoplasm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.g", URL),
)
def neoplasm_before_its_symptoms(coding: Coding, _: Books) -> Iterator[Order]:
    """Signs and symptoms of chapter 18 never stand before the malignancy that a patient is treated for."""
    malignant = [a for a in coding.having("C") if a.needed is Needed.ADDRESSED]
    first = first_of(malignant, coding)
    if first is not None:
        yield from (Order(first, symptom) for symptom in coding.having("R"))
