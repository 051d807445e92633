"""Pregnancies lost before, in a woman who is pregnant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.obstetric import PREGNANCY, code_below, stage_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "ICD-10-CM Tabular List FY 2026",
        "N96, Excludes1: recurrent pregnancy loss with current pregnancy",
        URL,
    ),
)
def recurrent_loss_in_pregnancy(coding: Coding, books: Books) -> Iterator[Give]:
    """Recurrent pregnancy loss of a woman who is pregnant is the care of this pregnancy, by its trimester."""
    losses = coding.having("N96")
    stage = stage_of(coding) if losses else None
    if stage is None or stage.phase != PREGNANCY:
        return
    found = code_below("O26.2", stage, books.tabular)
    if found is not None:
        yield from (Give(found.code, (loss, *stage.words), (loss,)) for loss in losses)
