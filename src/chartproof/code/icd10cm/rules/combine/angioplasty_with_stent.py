"""A coronary angioplasty and the stent that it left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Mark, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Z98.61 Excludes1, Z95.5"),
)
def angioplasty_with_stent(coding: Coding, _: Books) -> Iterator[Mark | Reject]:
    """Status after coronary angioplasty is that of the stent where the record tells one, which it is then addressed as."""
    stents = coding.having("Z95.5")
    for angioplasty in coding.having("Z98.61") if stents else ():
        yield Reject(angioplasty, Why.EXCLUDED, stents[:1])
        if angioplasty.needed is Needed.ADDRESSED and stents[0].needed is Needed.ALSO:
            yield Mark(stents[0], needed=Needed.ADDRESSED)
