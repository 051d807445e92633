"""Reflux that inflames the esophagus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What else inflames an esophagus.
_OTHER_KIND = Pattern(
    r"(?<!no )(?<!not )\b(?:radiation|infectious|infective|pills?|drug|medication|herp\w+|hsv|cmv|cytomegalovirus|candid\w+|fungal|yeast|caustic|corrosive|lye|eosinophil\w+)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.15", URL),
)
def reflux_with_esophagitis(coding: Coding, books: Books) -> Iterator[Give]:
    """Reflux disease beside esophagitis of no other kind is reflux with esophagitis, one code."""
    for give in combined(coding, books, "reflux_with_esophagitis"):
        inflamed = [part for part in give.because if isinstance(part, Assignment)][1]
        if not says(inflamed, _OTHER_KIND):
            yield give
