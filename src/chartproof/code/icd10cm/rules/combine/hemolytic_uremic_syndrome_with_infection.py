"""Hemolytic-uremic syndrome from an infection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import joined_by_cause, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

_FROM = Pattern(
    rf"\b(?:hus|hemolytic[- ]uremic syndrome)\b[^.\n]{{0,25}}?\b(?:associated with|{FROM}|with|in)\b[^.\n]{{0,20}}?"
    r"\b(?:sepsis|infection|hiv|aids|shiga|e\.? ?coli|pneumoc\w+|diarrhea)\b|\b(?:infection|hiv|sepsis)[- ](?:associated|related)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2022, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.9, I.C.1.a.2.b", URL),
)
def hemolytic_uremic_syndrome_with_infection(coding: Coding, _: Books) -> Iterator[Give]:
    """Hemolytic-uremic syndrome that the record lays to an infection, sepsis or HIV is infection-associated."""
    for plain in coding.having("D59.30"):
        infections = coding.having("A", "B20", "B9", "Z21")
        if says(plain, _FROM) or any(joined_by_cause(plain, i) for i in infections):
            yield Give("D59.31", because=(plain,), instead_of=(plain,))
