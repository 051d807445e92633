"""First told days after the admission."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.present import Rung, Stay, asks_when
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: What other rules decide: neoplasms, anomalies, injuries, causes, status, and germs, which follow their infection.
_ELSEWHERE = (*"CQSVWXYZ", "B95", "B96", "B97")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("chartproof", "first told days later"),
)
def first_told_days_later(coding: Coding, _: Books) -> Iterator[Poa]:
    """An acute condition that nothing of the admission tells or shows, and that is first written down two days later or more, is taken as not present on admission, where the record has the notes of the admission; the provider is asked."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        if assignment.value.startswith(_ELSEWHERE) or stay.is_lasting(assignment):
            continue
        if stay.is_found_late(assignment) or stay.is_shown_by_value(assignment):
            continue
        first = [stay.first_told_later(part, assignment) for part in stay.parts(assignment)]
        if told := [m for m in first if m is not None]:
            query = asks_when("icd10cm.poa.first_told_days_later", assignment)
            yield Poa(assignment, "N", Rung.LATE, told[0].evidence, query)
