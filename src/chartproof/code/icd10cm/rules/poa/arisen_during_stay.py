"""First written down later, as new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.k", URL),
)
def arisen_during_stay(coding: Coding, _: Books) -> Iterator[Poa]:
    """An acute condition that a note of a later day is the first to name, and names as new, was not present on admission."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        for part in stay.parts(assignment):
            came = stay.arisen(part, assignment)
            if came and not stay.is_lasting(assignment):
                yield Poa(assignment, "N", Rung.ARISEN, came.grounds)
                break
