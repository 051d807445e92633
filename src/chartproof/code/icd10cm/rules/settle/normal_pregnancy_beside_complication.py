"""A normal pregnancy beside a complication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.1", URL),
)
def normal_pregnancy_beside_complication(coding: Coding, _: Books) -> Iterator[Reject]:
    """Supervision of a normal pregnancy is not coded with any code of chapter 15."""
    complications = [a for a in coding.having("O") if a.needed is not Needed.ALSO]
    if complications:
        yield from (Reject(a, Why.EXCLUDED, (complications[0],)) for a in coding.having("Z34"))
