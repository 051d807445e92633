"""Lymphoma around a breast implant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2021, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.s", URL),
)
def lymphoma_around_implant(coding: Coding, _: Books) -> Iterator[Reject]:
    """Lymphoma around a breast implant takes no complication code of chapter 19."""
    lymphoma = coding.having("C84.7A", "C84.7B")
    if lymphoma:
        yield from (Reject(a, Why.EXCLUDED, lymphoma[:1]) for a in coding.having("T85.4", "T85.79", "T85.89"))
