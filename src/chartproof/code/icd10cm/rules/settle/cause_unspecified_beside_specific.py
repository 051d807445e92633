"""What happened, told vaguely and told in detail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import CHAPTER
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.5, I.C.20.a.7", URL),
)
def cause_unspecified_beside_specific(coding: Coding, _: Books) -> Iterator[Reject]:
    """One event takes one external cause code: the detailed or combination code replaces the vague one."""
    told = coding.having(*CHAPTER)
    if len(told) < 2:
        return
    for vague in told:
        row = row_for("unspecified_causes", vague.value)
        if row is None:
            continue
        for detailed in told:
            if detailed is not vague and detailed.value.startswith(tuple(row[1].split())):
                yield Reject(vague, Why.LESS_SPECIFIC, (detailed,))
                break
