"""The sugar of a diabetes that is known rises or falls in the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Diabetes with hyperglycemia, and with hypoglycemia.
_SUGAR = Pattern(r"E(?:08|09|10|11|13)\.6(?:5|4[19])")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.h", URL),
)
def sugar_of_known_diabetes(coding: Coding, _: Books) -> Iterator[Poa]:
    """A diabetes with hyperglycemia or hypoglycemia that came in the course of the stay was not present on admission, though the diabetes was."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        told = stay.sugars(assignment) if _SUGAR.match(assignment.value) else ()
        if not told or any(stay.is_noted(m) for m in told):
            continue
        if came := stay.came_with_stay(told[0]):
            yield Poa(assignment, "N", Rung.SEVERAL, came.grounds)
