"""Nothing says when it began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, asks_when
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2, Appendix I.4.f", URL),
)
def timing_not_documented(coding: Coding, _: Books) -> Iterator[Poa]:
    """Where the record does not tell whether a condition was present on admission, the indicator is U and the provider is asked."""
    if not reports_presence(coding.encounter):
        return
    for assignment in coding.assignments:
        unasked = is_symptom(assignment.value) or assignment.value[0] == "Z"
        query = None if unasked else asks_when("icd10cm.poa.timing_not_documented", assignment)
        yield Poa(assignment, "U", Rung.UNCLEAR, (assignment,), query)
