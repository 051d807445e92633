"""Diabetes from the removal of the pancreas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import diabetes_of, removal_of_pancreas
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_PART = Pattern(r"\b(?:distal|partial|subtotal|whipple|resection)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a.6.b.i", URL),
)
def diabetes_after_pancreatectomy(coding: Coding, _: Books) -> Iterator[Give]:
    """Diabetes after the pancreas was removed takes E89.1 and the absence of the pancreas besides."""
    told = diabetes_of(coding)
    if told is None or told.category != "E13":
        return
    for diabetes in (*told.codes, *told.untyped):
        removal = removal_of_pancreas(diabetes)
        if removal is not None:
            absence = "Z90.411" if _PART.search(removal.words) else "Z90.410"
            for value in ("E89.1", absence):
                yield Give(value, because=(removal, diabetes))
            return
