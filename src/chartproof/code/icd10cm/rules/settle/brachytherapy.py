"""Radioactive elements put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_BRACHY = Pattern(
    r"\bbrachytherapy\b|\bradioactive (?:seeds?|elements?|implants?)\b|\bseed implant\w*", re.IGNORECASE
)
_EXTERNAL = Pattern(r"\bexternal[- ]beam\b|\bebrt\b|\bimrt\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.e.2", URL),
)
def brachytherapy(coding: Coding, _: Books) -> Iterator[Reject]:
    """The insertion of radioactive elements is no encounter for radiotherapy: the malignancy is coded."""
    given = coding.having("Z51.0")
    inserted = said(coding, _BRACHY) if given else None
    if inserted is not None and said(coding, _EXTERNAL) is None:
        yield from (Reject(a, Why.EXCLUDED, (inserted,)) for a in given)
