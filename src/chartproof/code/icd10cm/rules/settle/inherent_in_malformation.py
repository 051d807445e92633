"""What belongs to a malformation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.17", URL),
)
def inherent_in_malformation(coding: Coding, _: Books) -> Iterator[Reject]:
    """Manifestations that are an inherent part of a malformation with a code of its own are not coded besides it."""
    for malformation in coding.having("Q"):
        row = row_for("inherent_in_malformations", malformation.value)
        if row:
            parts = coding.having(*row[1].split())
            yield from (Reject(a, Why.INTEGRAL, (malformation,)) for a in parts if a is not malformation)
