"""What a stay told as a story came to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.concluded import OF_CARE, concluded
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.3, Appendix I.4.d", URL),
)
def concluded_in_a_story(coding: Coding, _: Books) -> Iterator[Poa]:
    """What a story without headings states as the diagnosis of the case was present on admission, where no later time of the stay is told with it."""
    if not reports_presence(coding.encounter):
        return
    places = concluded(coding.reading)
    for assignment in coding.assignments if places else ():
        if assignment.value.startswith(OF_CARE):
            continue
        told = [m for m in assignment.mentions if m.evidence]
        stated = next((m for m in told if (m.document, m.evidence[0].start) in places), None)
        if stated is not None:
            yield Poa(assignment, "Y", Rung.CONCLUDED, stated.evidence)
