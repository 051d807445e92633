"""Pressure that is high elsewhere than in the arteries of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_ELSEWHERE = Pattern(r"\b(?:pulmonary(?: arterial| venous)?|portal|ocular|intracranial)\s+$", re.IGNORECASE)

_EDEMA = Pattern(r"\bpulmonary edema\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.11", URL),
)
def hypertension_elsewhere(coding: Coding, _: Books) -> Iterator[Reject]:
    """Pulmonary hypertension is classified to I27, and is no hypertension with heart or kidney disease."""
    for assignment in coding.having("I10", "I11", "I12", "I13", "I15"):
        if any(_is_elsewhere(m) for m in assignment.mentions):
            yield Reject(assignment, Why.DUPLICATE)
    for assignment in coding.having("I27.2"):
        if any(_is_of_lung(m) for m in assignment.mentions):
            yield Reject(assignment, Why.DUPLICATE)


def _is_of_lung(mention: Mention) -> bool:
    """The words were "hypertensive … pulmonary edema"."""
    return (
        len(mention.evidence) > 1
        and bool(_EDEMA.search(mention.line.words))
        and any(words.words.lower().startswith("hypertensive") for words in mention.evidence)
    )


def _is_elsewhere(mention: Mention) -> bool:
    return any(
        words.words.lower().startswith("hypertens")
        and _ELSEWHERE.search(mention.line.words[: words.start - mention.line.start])
        for words in mention.evidence
    )
