"""Hypertension that comes of another disease."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: A problem named by its number in the assessment.
_TO = Pattern(r"\b(?:(?:secondary|due) to|d/t|2/2) (?:problem )?(?:#|no\. ?|number )(\d)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.6", URL),
)
def secondary_hypertension(coding: Coding, _: Books) -> Iterator[Give]:
    """Hypertension laid to another disease is secondary: a code of its kind, and one of the disease."""
    for pressure in coding.having("I10", "I15.9"):
        for cause in coding.assignments:
            row = row_for("secondary_hypertension", cause.value)
            if row is None:
                continue
            joined = joined_by_cause(pressure, cause) and _stands_first(pressure, cause)
            if joined or _by_number(pressure, cause):
                yield Give(row[1], because=(pressure, cause), instead_of=(pressure,))
                break


def _by_number(pressure: Assignment, cause: Assignment) -> bool:
    """Whether it is called secondary to a problem by its number, and the cause heads that problem."""
    numbers = {int(n[1]) for m in pressure.mentions for n in _TO.finditer(m.line.words)}
    return any(m.problem is not None and m.problem + 1 in numbers for m in cause.mentions)


def _stands_first(pressure: Assignment, cause: Assignment) -> bool:
    """Whether the hypertension is named before what it is due to."""
    return any(
        one.line == other.line and one.evidence[0].start < other.evidence[0].start
        for one in pressure.mentions
        for other in cause.mentions
    )
