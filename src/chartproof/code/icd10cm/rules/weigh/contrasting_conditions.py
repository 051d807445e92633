"""Two diagnoses told as either the one or the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.either import told_either_way
from chartproof.code.icd10cm.leading import may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.results import Rival
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.D", URL),
)
def contrasting_conditions(coding: Coding, _: Books) -> Iterator[Rival]:
    """Diagnoses told as either the one or the other are coded as if confirmed, and either may stand first."""
    first = coding.assignments[0] if coding.assignments else None
    if first is None or first.role is not Role.PRINCIPAL:
        return
    for other in coding.assignments[1:]:
        if may_lead(other) and told_either_way(first, other):
            yield Rival(other, f"the record says {first.value} or this one: either may stand first")
