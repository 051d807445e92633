"""A stone in the kidney and one in the ureter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.stones import IN_THE_KIDNEY, STONE
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def stones_of_kidney_and_ureter(coding: Coding, _: Books) -> Iterator[Give]:
    """A stone that the record places in the kidney and one in the ureter are one code."""
    for kidney in coding.having("N20.0"):
        for ureter in coding.having("N20.1"):
            places = next(said(coding, IN_THE_KIDNEY), None)
            if places is not None:
                yield Give("N20.2", because=(kidney, ureter, places), instead_of=(kidney, ureter))
            elif _lie_apart(kidney, ureter):
                yield Give("N20.2", because=(kidney, ureter), instead_of=(kidney, ureter))


#: The side of a stone by its organ: "right renal stone", "left distal ureteral stone".
_RENAL = Pattern(rf"\b(left|right) (?:renal|kidney) {STONE}\b", re.IGNORECASE)
_URETERAL = Pattern(r"\b(left|right) (?:\w+ ){0,2}ureter", re.IGNORECASE)


def _lie_apart(kidney: Assignment, ureter: Assignment) -> bool:
    """Whether their own lines put the one on another side than the other: two stones, not one that wandered."""
    above = {found[1].lower() for m in kidney.mentions for found in _RENAL.finditer(m.line.words)}
    below = {found[1].lower() for m in ureter.mentions for found in _URETERAL.finditer(m.line.words)}
    return bool(above and below) and above.isdisjoint(below)
