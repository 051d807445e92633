"""A condition whose kind is told in its sentence or in those under its head."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.kinds import kind_told
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.18", URL),
)
def kind_told_below(coding: Coding, books: Books) -> Iterator[Give]:
    """A condition that the assessment names in general is coded to the one kind of it that its sentence, or those under its head, tell."""
    for general in coding.assignments:
        if told := kind_told(general, coding, books):
            yield Give(told[0], (general, told[1]), (general,), general.needed)
