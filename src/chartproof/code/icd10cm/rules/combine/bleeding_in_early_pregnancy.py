"""Bleeding before the twentieth week of a pregnancy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.measured import ground_of
from chartproof.code.icd10cm.obstetric import weeks_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

EARLY = 20


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O20"),
)
def bleeding_in_early_pregnancy(coding: Coding, _: Books) -> Iterator[Give]:
    """Bleeding in pregnancy before the completion of 20 weeks is hemorrhage in early pregnancy, no antepartum hemorrhage."""
    weeks = weeks_of(coding)
    if weeks is None or weeks.value >= EARLY or coding.having("O20"):
        return
    for bleeding in coding.having("O46.9"):
        yield Give("O20.9", (bleeding, ground_of(weeks)), (bleeding,), bleeding.needed)
