"""Supervision of a high-risk pregnancy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.2", URL),
)
def high_risk_pregnancy_first(coding: Coding, _: Books) -> Iterator[Lead]:
    """At prenatal visits the supervision of a high-risk pregnancy stands first."""
    if coding.encounter.codes_uncertain:
        return
    for supervised in coding.having("O09")[:1]:
        if supervised.needed is not Needed.ALSO and not coding.having("Z37"):
            yield Lead(supervised, rank=Rank.SUPERVISION)
