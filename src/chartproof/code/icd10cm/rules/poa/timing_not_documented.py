"""Nothing says when it began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Poa
from chartproof.rules.core import rule

RULE = "icd10cm.poa.timing_not_documented"
CHOICES = ("yes", "no", "cannot be clinically determined", "other", "unable to determine")


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
        yield Poa(assignment, "U", Rung.UNCLEAR, (assignment,), None if unasked else _asks(assignment))


def _asks(assignment: Assignment) -> Query:
    shows = assignment.proof.words()
    words = " … ".join(dict.fromkeys(" ".join(e.words.split()) for e in shows[:2]))
    asks = f"Was “{words}” present when the patient was admitted?"
    return Query(RULE, Doubt.TIMING, asks, CHOICES, shows)
