"""What a condition showed itself by, on a later day."""

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
    cite=Cite(GUIDELINES, "Appendix I.2, Appendix I.4.h, Appendix I.4.l", URL),
)
def signs_began_later(coding: Coding, _: Books) -> Iterator[Poa]:
    """A condition whose own symptoms, told under it, began on a later day of the stay was not present on admission, nor was the code that it is a part of."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        words = tuple(stay.signs(assignment))
        if words and all(word.value == "N" for word in words) and not stay.is_lasting(assignment):
            yield Poa(assignment, "N", Rung.ARISEN, words[0].grounds)
