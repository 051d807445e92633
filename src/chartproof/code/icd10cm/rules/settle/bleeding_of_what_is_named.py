"""Bleeding without a place of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import OUTPATIENT, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Hemorrhage, not elsewhere classified.
BLEEDING = "R58"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.5, IV.J", URL),
)
def bleeding_of_what_is_named(coding: Coding, _: Books) -> Iterator[Reject]:
    """Bleeding that names no place and heads no problem is not coded beside what an outpatient visit diagnoses."""
    bleeding = coding.having(BLEEDING)
    if not bleeding or coding.encounter.setting not in OUTPATIENT:
        return
    diagnosed = any(a.needed is Needed.ADDRESSED and not is_symptom(a.value) for a in coding.assignments)
    for assignment in bleeding if diagnosed else ():
        if not any(_heads(mention, coding) for mention in assignment.mentions):
            yield Reject(assignment, Why.NOT_MANAGED)


def _heads(mention: Mention, coding: Coding) -> bool:
    """Whether a mention is the first condition of a problem's line."""
    line = mention.line
    return mention.standing is Standing.PROBLEM and not any(
        other.document == mention.document
        and line.start <= other.evidence[0].start < mention.evidence[0].start
        for other in coding.reading.mentions
    )
