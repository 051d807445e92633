"""A stroke that a procedure caused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.stroke_of_procedure import code_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.c", URL),
)
def stroke_of_procedure(coding: Coding, _: Books) -> Iterator[Give]:
    """A stroke laid to a procedure is coded by infarction or hemorrhage, by when it came, and by the kind of procedure."""
    for stroke in coding.having("I61", "I62", "I63"):
        value = code_of(stroke)
        if value is not None:
            yield Give(value, because=(stroke,))
            return
