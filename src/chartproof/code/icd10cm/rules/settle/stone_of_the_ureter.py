"""A kidney stone that lies in the ureter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Mark, Reject
from chartproof.rules.core import rule

#: "A kidney stone in the proximal ureter": the provider's own name of it stands.
_KIDNEY = Pattern(r"\b(?:kidney|renal|nephro)", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def stone_of_the_ureter(coding: Coding, _: Books) -> Iterator[Reject | Mark]:
    """A "kidney stone" whose own problem places it in the ureter is a stone of the ureter."""
    for kidney in coding.having("N20.0"):
        for ureter in coding.having("N20.1"):
            if _is_called_kidney_stone(ureter):
                yield Mark(ureter, needed=Needed.ALSO)
                continue
            if not in_one_problem(kidney, ureter):
                continue
            yield Reject(kidney, Why.LESS_SPECIFIC, (ureter,))
            if ureter.needed is not Needed.ADDRESSED:
                yield Mark(ureter, needed=kidney.needed)


def _is_called_kidney_stone(ureter: Assignment) -> bool:
    """Whether every line that places it in the ureter calls it a kidney stone all the same."""
    return all(_KIDNEY.search(m.line.words) for m in ureter.mentions)
