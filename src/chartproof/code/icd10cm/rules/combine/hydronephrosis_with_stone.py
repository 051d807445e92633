"""Hydronephrosis with a stone of the kidney or ureter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.stones import IN_THE_KIDNEY
from chartproof.code.icd10cm.together import combined, in_one_problem, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: A hydronephrosis with the stone that makes it, the same infected, and stones by themselves.
WHOLES, STONES = ("N13.2", "N13.6"), ("N20.0", "N20.1", "N20.9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def hydronephrosis_with_stone(coding: Coding, books: Books) -> Iterator[Give]:
    """Hydronephrosis with a kidney or ureteral stone is one code, infected or not, which a bare stone that heads the same problem is too."""
    yield from combined(coding, books, "hydronephrosis_with_stone")
    for whole in coding.having(*WHOLES):
        for stone in coding.having(*STONES):
            if in_one_problem(whole, stone) and not says(stone, IN_THE_KIDNEY):
                yield Give(
                    whole.value, because=(whole, stone), instead_of=(stone,), instead_why=Why.LESS_SPECIFIC
                )
