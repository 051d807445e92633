"""Tests that nobody ordered for a symptom or a disease."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_ROUTINE = Pattern(
    r"\broutine\s+(?:\w+\s+){0,2}?(?:lab(?:s|oratory)?|blood ?work|radiolog\w+|x-?rays?|imaging|test(?:s|ing)?|panel)\b(?:\s+test(?:s|ing))?",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.K", URL),
)
def routine_testing(coding: Coding, _: Books) -> Iterator[Give]:
    """Routine laboratory or radiology testing without any sign, symptom or diagnosis is an encounter for other special examinations."""
    if coding.encounter.is_stay or any(
        may_lead(a) and any(map(is_certain, a.mentions)) for a in coding.assignments
    ):
        return
    for words in said(coding, _ROUTINE):
        yield Give("Z01.89", because=(words,), needed=Needed.ADDRESSED)
        return
