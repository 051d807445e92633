"""The last character of pregnancy codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import (
    same_at,
    stage_of,
    weeks_of,
)
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.3, I.C.15.a.4", URL),
)
def trimester_of_the_encounter(coding: Coding, books: Books) -> Iterator[Give]:
    """Codes of pregnancy take the trimester of the weeks at the encounter's beginning, or childbirth where the delivery is in it."""
    obstetric = coding.having("O", "Z34")
    stage = stage_of(coding) if obstetric else None
    if stage is None:
        return
    weeks = weeks_of(coding)
    for code in obstetric:
        better = same_at(code.value, stage, books.tabular)
        if better is not None:
            by = (weeks.evidence,) if weeks is not None and weeks.evidence is not None else ()
            because = tuple(dict.fromkeys((code, *by, *stage.words)))
            yield Give(better.code, because=because, instead_of=(code,))
