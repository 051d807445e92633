"""What holds a bone from outside after it was put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.beside import others
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Bones and joints put back in place.
_REDUCED = ("0NS", "0PS", "0QS", "0RS", "0SS")
#: A cast or splint put on: Immobilization.
_HELD = "2W3"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.15", URL),
)
def cast_with_reduction(coding: Coding, _: Books) -> Iterator[Reject]:
    """Reduction of a fracture or dislocation is Reposition; the cast or splint put on then is not coded besides."""
    for one in coding.procedures:
        if not one.value.startswith(_HELD):
            continue
        if done := [o for o in others(coding, one) if o.value.startswith(_REDUCED)]:
            yield Reject(one, Why.INTEGRAL, (done[0],))
