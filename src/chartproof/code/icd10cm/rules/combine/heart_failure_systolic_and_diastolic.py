"""Systolic and diastolic heart failure together."""

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
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def heart_failure_systolic_and_diastolic(coding: Coding, _: Books) -> Iterator[Give]:
    """Systolic and diastolic heart failure documented together are combined heart failure."""
    systolic, diastolic = coding.having("I50.2"), coding.having("I50.3")
    if systolic and diastolic:
        both = (*systolic, *diastolic)
        combined = coding.having("I50.4")
        acuities = {a.value[5] for a in (*both, *combined)} - {"0"}
        together = "3" if len(acuities) > 1 else min(acuities, default="0")
        gone = tuple(a for a in (*both, *combined) if a.value != "I50.4" + together)
        yield Give("I50.4" + together, because=both, instead_of=gone)
