"""Supervision is over at delivery."""

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
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.2", URL),
)
def supervision_beside_delivery(coding: Coding, _: Books) -> Iterator[Reject]:
    """Supervision of a high-risk pregnancy is of the prenatal period only: it is not coded where the delivery is in the encounter."""
    delivered = coding.having("O80", "O82", "Z37")
    if delivered:
        yield from (Reject(a, Why.NOT_ON_DATE, delivered[:1]) for a in coding.having("O09"))
