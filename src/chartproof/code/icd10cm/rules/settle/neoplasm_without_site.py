"""A neoplasm named again without its site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Neoplasms of unspecified site or behaviour.
VAGUE = ("C80.0", "C80.1", "C79.9", "D49.9", "D48.9", "D36.9", "D09.9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2, I.C.2.j, I.C.2.k", URL),
)
def neoplasm_without_site(coding: Coding, _: Books) -> Iterator[Reject]:
    """A neoplasm whose site is known is not coded a second time where the record only says tumor or cancer."""
    known = [a for a in coding.having("C", "D0", "D1", "D2", "D3", "D4") if a.value not in VAGUE]
    everywhere = coding.having("C80.0")
    if known:
        for vague in coding.having(*VAGUE):
            yield Reject(vague, Why.LESS_SPECIFIC, (known[0],))
    elif everywhere:
        for vague in coding.having("C80.1", "C79.9"):
            yield Reject(vague, Why.LESS_SPECIFIC, (everywhere[0],))
