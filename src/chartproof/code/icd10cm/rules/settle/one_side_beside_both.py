"""One side of what both sides have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import in_different_documents
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import sideless

_BOTH = Pattern(r"\b(?:bilateral|both)\b", re.IGNORECASE)
_ONE = Pattern(r"\b(?:left|right)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def one_side_beside_both(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where a condition is coded as of both sides, the code of one side is not given besides."""
    both = {sideless(a.title): a for a in coding.assignments if _BOTH.search(a.title or "")}
    for one in coding.assignments if both else ():
        whole = both.get(sideless(one.title))
        if whole is None or whole is one or not _ONE.search(one.title or ""):
            continue
        if not in_different_documents(one, whole):
            yield Reject(one, Why.LESS_SPECIFIC, (whole,))
