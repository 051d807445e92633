"""What the provider cannot tell."""

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
    cite=Cite(GUIDELINES, "Appendix I.4.g", URL),
)
def undetermined(coding: Coding, _: Books) -> Iterator[Poa]:
    """Where the provider documents that it cannot be determined whether a condition was present on admission, the indicator is W."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        for part in stay.parts(assignment):
            for word in stay.words(part, assignment):
                if word.value == "W":
                    yield Poa(assignment, "W", Rung.UNDETERMINED, word.grounds)
