"""A coma whose cause is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

SECONDARY = "R40.2A"
#: Injuries; diseases whose own codes name the coma (Excludes1 at R40); what is no disease.
NOT_SUCH = ("S", "T", "V", "W", "X", "Y", "Z", "E08", "E09", "E10", "E11", "E13", "E15", "K72", "P91.5")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.e", URL),
)
def coma_of_known_cause(coding: Coding, books: Books) -> Iterator[Give]:
    """Coma laid to a disease that is no injury is coma due to an underlying condition, not unspecified."""
    if books.tabular.billable(SECONDARY) is None:
        return
    for coma in coding.having("R40.20"):
        for cause in coding.assignments:
            if cause.value.startswith(NOT_SUCH) or is_symptom(cause.value):
                continue
            if joined_by_cause(coma, cause):
                yield Give(SECONDARY, because=(coma, cause), instead_of=(coma,))
                break
