"""Several looks along one tube."""

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

#: Looks that end before another of the same tube: bladder before ureter, windpipe before lung, larynx before windpipe.
_BEFORE = {
    "0TJB": ("0TJ9", "0TJ5"),
    "0BJ1": ("0BJ0", "0BJK", "0BJL"),
    "0CJS": ("0BJ0", "0BJ1"),
    "0DJ6": ("0DJ0",),
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "B3.11b", URL),
)
def inspection_most_distal(coding: Coding, _: Books) -> Iterator[Reject]:
    """Of several tubular parts inspected in one procedure, the one furthest from the starting point is coded."""
    for one in coding.procedures:
        further = _BEFORE.get(one.value[:4], ())
        if done := [
            o
            for o in others(coding, one)
            if o.value.startswith(further or "-") and o.value[4] == one.value[4]
        ]:
            yield Reject(one, Why.INTEGRAL, (done[0],))
