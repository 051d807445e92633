"""Chemotherapy, immunotherapy, radiotherapy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Lead
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.e.2", URL),
)
def treatment_of_neoplasm_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """Where an encounter is for chemotherapy, immunotherapy or radiotherapy, that stands before the neoplasm."""
    first = first_of((a for a in coding.having("Z51.0", "Z51.1") if _is_now(a)), coding)
    if first is not None:
        yield Lead(first, rank=Rank.TREATMENT)


def _is_now(assignment: Assignment) -> bool:
    told = all(m.standing in {Standing.TOLD, Standing.LISTED} for m in assignment.mentions)
    return assignment.needed is Needed.ADDRESSED or not told
