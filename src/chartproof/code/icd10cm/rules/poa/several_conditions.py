"""A code of several conditions, one of which came later."""

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
    cite=Cite(GUIDELINES, "Appendix I.4.h, Appendix I.4.l, Appendix I.4.m", URL),
)
def several_conditions(coding: Coding, _: Books) -> Iterator[Poa]:
    """A code of several conditions was present on admission only if each of them was: where one came in the course of the stay, the indicator is N."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        parts = stay.parts(assignment)
        for part in parts if len(parts) > 1 else ():
            words = stay.words(part, assignment)
            came = next((word for word in words if word.value == "N"), None) or stay.arisen(part, assignment)
            if came and all(word.value == "N" for word in words):
                yield Poa(assignment, "N", Rung.SEVERAL, came.grounds)
                break
