"""A stay whose record gives no final diagnoses, and whose course tells an operation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import FINAL, Rank, came_later, first_of, may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.operated_for import operated_for
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Lead
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II", URL),
)
def operated_disease_leads(coding: Coding, _: Books) -> Iterator[Lead]:
    """Where the history of a stay tells the disease that its course operates on, and no diagnoses are listed, that disease occasioned the stay."""
    named = {Standing.PROBLEM, Standing.REASON}
    if any(m.section in FINAL or m.standing in named for m in coding.reading.mentions):
        return
    able = [a for a in operated_for(coding) if may_lead(a) and not came_later(a, coding)]
    first = first_of(able, coding) if able else None
    if first is not None:
        yield Lead(first, rank=Rank.OPERATED)
