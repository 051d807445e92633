"""How deep a spleen or a kidney is torn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_SIZE = Pattern(r"(?<![\d.])(\d{1,2}(?:\.\d)?)\s?-?(cm|mm)\b", re.IGNORECASE)
#: The code that leaves the degree open, and those of a tear under 1 cm, of 1 to 3 cm, and of more.
_DEGREES = {"S36.039": ("S36.030", "S36.031", "S36.032"), "S37.03": ("S37.04", "S37.05", "S37.06")}
_MODERATE, _MAJOR = Decimal(1), Decimal(3)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.11", URL),
)
def laceration_of_organ_by_size(coding: Coding, books: Books) -> Iterator[Give]:
    """A laceration of the spleen or a kidney whose size is told is minor, moderate or major by the inclusion terms of the Tabular: under 1 cm, 1 to 3 cm, more."""
    for open_, degrees in _DEGREES.items():
        for torn in coding.having(open_):
            words = said(coding, torn, _SIZE)
            size = _SIZE.search(words.words) if words else None
            if words is None or size is None:
                continue
            long = Decimal(size[1]) / (10 if size[2].lower() == "mm" else 1)
            value = degrees[(long >= _MODERATE) + (long > _MAJOR)] + torn.value[len(open_) :]
            if books.tabular.billable(value) is not None:
                yield Give(value, because=(torn, words), instead_of=(torn,))
