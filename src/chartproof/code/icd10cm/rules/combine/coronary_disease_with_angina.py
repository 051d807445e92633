"""Coronary artery disease with angina."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.b", URL),
)
def coronary_disease_with_angina(coding: Coding, books: Books) -> Iterator[Give]:
    """Angina beside atherosclerotic heart disease is presumed to come from it: one code."""
    yield from combined(coding, books, "coronary_disease_with_angina")
