"""The history of a complicated pregnancy beside the supervision of the next for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: The history of another chapter, and the supervision that says it of one who is pregnant.
WITHIN = {"Z87.51": ("O09.21",), "Z87.59": ("O09.1", "O09.29", "O09.A")}


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.1, I.C.15.b.2", URL),
)
def history_beside_supervision(coding: Coding, _: Books) -> Iterator[Reject]:
    """The history of a complication of pregnancy is within the code for the supervision of a pregnancy after it."""
    for status in coding.having(*WITHIN):
        if supervised := coding.having(*WITHIN[status.value]):
            yield Reject(status, Why.LESS_SPECIFIC, because=(status, supervised[0]))
