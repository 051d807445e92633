"""An illness whose name is not known, beside one that has a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_UNNAMED, _OTHERS = "R69", "VWXYZ"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.18", URL),
)
def illness_of_no_name(coding: Coding, _: Books) -> Iterator[Reject]:
    """The code of an unspecified illness is not given where any disease or injury is coded."""
    named = [a for a in coding.assignments if a.value[0] not in _OTHERS and a.value != _UNNAMED]
    for illness in coding.having(_UNNAMED) if named else ():
        yield Reject(illness, Why.LESS_SPECIFIC, (named[0],))
