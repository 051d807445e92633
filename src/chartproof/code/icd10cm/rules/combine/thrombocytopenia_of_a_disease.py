"""A low platelet count that another disease brought."""

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
        "Thrombocytopenia, secondary",
    ),
)
def thrombocytopenia_of_a_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """A thrombocytopenia that the record lays to an infection, a disease of the liver or of the blood is a secondary one."""
    yield from combined(coding, books, "thrombocytopenia_of_a_disease")
