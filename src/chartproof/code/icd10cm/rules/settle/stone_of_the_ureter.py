"""A kidney stone that lies in the ureter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Mark, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def stone_of_the_ureter(coding: Coding, _: Books) -> Iterator[Reject | Mark]:
    """A "kidney stone" whose own problem places it in the ureter is a stone of the ureter."""
    for kidney in coding.having("N20.0"):
        for ureter in coding.having("N20.1"):
            if not in_one_problem(kidney, ureter):
                continue
            yield Reject(kidney, Why.LESS_SPECIFIC, (ureter,))
            if ureter.needed is not Needed.ADDRESSED:
                yield Mark(ureter, needed=kidney.needed)
