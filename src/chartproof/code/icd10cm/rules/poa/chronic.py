"""What lasts was there before it was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, is_chronic
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.c, Appendix I.4.h, Appendix I.4.k", URL),
)
def chronic(coding: Coding, _: Books) -> Iterator[Poa]:
    """A chronic condition was present on admission, even where it is diagnosed only later."""
    if not reports_presence(coding.encounter):
        return
    for assignment in coding.assignments:
        concepts = [mention.concept for mention in assignment.mentions]
        title = assignment.title or ""
        if is_chronic(assignment.value, title) and all(
            is_chronic(c) or is_chronic(c, title) for c in concepts
        ):
            yield Poa(assignment, "Y", Rung.CHRONIC, (assignment,))
