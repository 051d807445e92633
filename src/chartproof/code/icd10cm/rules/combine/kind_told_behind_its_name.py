"""The kind of a fibrillation, the remission of a depression, told in a sentence behind the name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.kinds_behind import kind_behind
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def kind_told_behind_its_name(coding: Coding, books: Books) -> Iterator[Give]:
    """A condition named without its kind is coded as the kind that a later sentence of its problem tells."""
    for bare in coding.assignments:
        told = kind_behind(bare, coding)
        if told is not None and books.tabular.billable(told[0]) is not None:
            yield Give(told[0], (bare, told[1]), (bare,), bare.needed)
