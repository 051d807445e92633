"""Rheumatoid arthritis of an organ, in several joints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Rheumatoid disease of an organ, its joints left open.
OF_AN_ORGAN = tuple(f"M05.{n}0" for n in range(7))
_SEVERAL = Pattern(
    r"\b(?:multiple|several|many) (?:joints?|jts?|jnts?|sites)\b|\bpoly-?articular\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.a", URL),
)
def rheumatoid_organ_and_joints(coding: Coding, books: Books) -> Iterator[Give]:
    """Rheumatoid disease of an organ whose line tells of multiple joints is coded to multiple sites."""
    for disease in coding.having(*OF_AN_ORGAN):
        words = said(coding, disease, _SEVERAL)
        value = f"{disease.value[:-1]}9"
        if words and books.tabular.billable(value):
            gone = (disease, *coding.having("M05.7", "M05.9"))
            yield Give(value, because=(disease, words), instead_of=gone, needed=disease.needed)
