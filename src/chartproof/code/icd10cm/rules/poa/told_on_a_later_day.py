"""Told under a later day of the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.later_days import told_only_later
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2, Appendix I.4.d", URL),
)
def told_on_a_later_day(coding: Coding, _: Books) -> Iterator[Poa]:
    """An acute condition that the course tells only behind the words of a later time of the stay, at which something began, was not present on admission."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        if (
            assignment.role is Role.PRINCIPAL
            or assignment.value[0] in "CQSVWXYZ"
            or stay.is_lasting(assignment)
        ):
            continue
        parts = stay.parts(assignment)
        if any(stay.noted(part, assignment) for part in parts):
            continue
        if words := told_only_later(assignment.mentions, coding):
            yield Poa(assignment, "N", Rung.LATER, words)
