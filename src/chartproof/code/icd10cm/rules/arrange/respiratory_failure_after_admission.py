"""Respiratory failure that came in the course of a stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import says
from chartproof.code.icd10cm.under import sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

_LATER = Pattern(
    r"\b(?:hospital day|after admission|during (?:the |this )?(?:stay|hospitali[sz]ation|admission)|"
    r"not present on admission)\b",
    re.IGNORECASE,
)
#: A later day of the stay, told at the head of its problem, and that it came then.
_DAY = Pattern(r"\b(?:hospital day|hd|day) ?#? ?(?:[2-9]|[1-9]\d)\b", re.IGNORECASE)
_CAME = Pattern(
    r"\b(?:overnight|last night|this morning|yesterday|went into|developed|has developed|progressed to)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.b.2", URL),
)
def respiratory_failure_after_admission(coding: Coding, _: Books) -> Iterator[Order]:
    """Acute respiratory failure that occurs after admission is a secondary diagnosis."""
    for failure in coding.having("J96.0", "J96.2"):
        came = _came_later(failure, coding)
        if not (came or says(failure, _LATER)):
            continue
        for other in coding.assignments:
            able = other.needed is Needed.ADDRESSED and may_lead(other) and not is_symptom(other.value)
            if other is not failure and able and (came or not says(other, _LATER)):
                yield Order(other, failure)


def _came_later(failure: Assignment, coding: Coding) -> bool:
    """Whether the head of its problem tells a later day of the stay, and its sentence that it came then."""
    return any(
        _CAME.search(m.line.words) and any(_DAY.search(line.words) for line in sentences(m, coding))
        for m in failure.mentions
    )
