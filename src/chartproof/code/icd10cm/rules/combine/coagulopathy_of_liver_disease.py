"""A coagulation defect that the liver's disease brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "ICD-10-CM Alphabetic Index",
        "Defect, coagulation, due to, liver disease",
    ),
)
def coagulopathy_of_liver_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """A coagulopathy that the record lays to a disease of the liver is an acquired deficiency of coagulation factors."""
    yield from combined(coding, books, "coagulopathy_of_liver_disease")
