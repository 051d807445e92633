"""Secondary diabetes and its cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import CAUSES
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a.6.b.i, I.C.4.a.6.b", URL),
)
def secondary_diabetes_order(coding: Coding, _: Books) -> Iterator[Order]:
    """Diabetes of an underlying condition stands behind it, as its note asks; diabetes after pancreatectomy before its cause and the absence of the pancreas."""
    for diabetes in coding.having("E13"):
        for behind in coding.having("E89.1", "Z90.41"):
            yield Order(diabetes, behind)
    for diabetes in coding.having("E08"):
        causes = coding.having(*CAUSES)
        for cause in causes:
            if len(causes) == 1 or joined_by_cause(diabetes, cause):
                yield Order(cause, diabetes)
