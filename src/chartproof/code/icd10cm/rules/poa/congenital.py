"""What the patient was born with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
    cite=Cite(GUIDELINES, "Appendix I.4.p", URL),
)
def congenital(coding: Coding, _: Books) -> Iterator[Poa]:
    """A congenital condition was always present on admission."""
    if not reports_presence(coding.encounter):
        return
    for assignment in coding.assignments:
        title = (assignment.title or "").lower()
        if (assignment.value[0] == "Q" or "congenital" in title) and "not congenital" not in title:
            yield Poa(assignment, "Y", Rung.OF_ITS_KIND, (assignment,))
