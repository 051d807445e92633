"""Hypertension that resists its treatment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2023, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.12", URL),
)
def resistant_hypertension(coding: Coding, _: Books) -> Iterator[Give]:
    """Resistant hypertension is an additional code; where no other type is documented the hypertension is I10."""
    resistant = coding.having("I1A.0")
    if resistant and not coding.having("I10", "I11", "I12", "I13", "I15", "N18", "I50"):
        yield Give("I10", because=resistant)
