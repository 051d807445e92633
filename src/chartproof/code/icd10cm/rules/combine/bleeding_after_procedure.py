"""Bleeding after an operation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Bleeding, and bleeding named by the organ that was operated on.
BLEEDING = ("R58", "N42.1")
BEFORE = re.compile(
    r"\bpost[- ]?(?:op(?:erative)?|procedur\w+|surg\w+|\w+(?:ectomy|plasty|scopy))\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"^\W+(?:after|following|status post|s/p|post|complicating)\s+(?:\w+\s+){0,3}?(?:surgery|operation|procedure|biopsy|replacement|\w+(?:ectomy|plasty|scopy))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.16", URL),
)
def bleeding_after_procedure(coding: Coding, books: Books) -> Iterator[Give]:
    """Bleeding that the provider documents as following an operation is coded by the body system of the operation."""
    for bleeding in coding.having(*BLEEDING):
        if any(is_certain(m) and _is_after(m) for m in bleeding.mentions):
            values = {value for d in coding.encounter.documents for value in _systems(d.text)}
            for value in values if len(values) == 1 else ():
                if books.tabular.billable(value):
                    yield Give(value, because=(bleeding,), instead_of=(bleeding,))


def _is_after(mention: Mention) -> bool:
    return bool(BEFORE.search(ahead(mention)) or BEHIND.search(behind(mention)))


def _systems(text: str) -> Iterator[str]:
    """The codes of bleeding after the operations that a text names."""
    return (value for words, value in _known() if words.search(text))


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = rows("procedure_systems")
    return tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), value) for words, value, _, _ in found)
