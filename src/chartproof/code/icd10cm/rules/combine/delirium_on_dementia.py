"""Delirium of a patient who has dementia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

OPEN, KNOWN = "R41.0", "F05"
_NAMED = Pattern(r"\bdelirium\b|\bdelirious\b|\bsundown\w*", re.IGNORECASE)
DEMENTIA = ("F01", "F02", "F03")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "F05"),
)
def delirium_on_dementia(coding: Coding, _: Books) -> Iterator[Give]:
    """Delirium superimposed on dementia is delirium due to a known physiological condition, beside the dementia."""
    told = [m.line for a in coding.having(*DEMENTIA) for m in a.mentions]
    for delirium in coding.having(OPEN) if told else ():
        if any(_NAMED.search(e.words) for m in delirium.mentions for e in m.evidence):
            yield Give(KNOWN, because=(delirium, told[0]), instead_of=(delirium,))
