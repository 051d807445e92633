"""Acute before chronic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

_ACUTE = Pattern(r"\b(?:sub)?acute\b", re.IGNORECASE)
_CHRONIC = Pattern(r"\bchronic\b", re.IGNORECASE)
_SILENT = Pattern(r"\b(?:unspecified|other|recurrent|acute|subacute|chronic|and|of|the)\b|,", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.8", URL),
)
def acute_before_chronic(coding: Coding, _: Books) -> Iterator[Order]:
    """Where one condition is both acute and chronic and has a code for each, the acute one stands first."""
    acute = [a for a in coding.assignments if _ACUTE.search(a.title or "")]
    chronic = [a for a in coding.assignments if _CHRONIC.search(a.title or "")] if acute else []
    for first in acute:
        for then in chronic:
            chapter = first.value[0] == then.value[0]
            if chapter and first is not then and _same(first.title or "", then.title or ""):
                yield Order(first, then)


@lru_cache(maxsize=4096)
def _same(acute: str, chronic: str) -> bool:
    """The same words but for acute and chronic."""
    if _CHRONIC.search(acute) or _ACUTE.search(chronic):
        return False
    one, other = (set(_SILENT.sub(" ", title.lower()).split()) for title in (acute, chronic))
    return bool(one & other) and (one <= other or other <= one)
