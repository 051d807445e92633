"""A blood pressure above the normal, told by its figures, of a patient in whom hypertension is not diagnosed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.readings import READING, elevated_reading
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a.7", URL),
)
def elevated_reading_told_by_its_figures(coding: Coding, _: Books) -> Iterator[Give]:
    """A problem that tells a high pressure by its figures, says that hypertension is not diagnosed and has it read again, tells an elevated reading."""
    if because := elevated_reading(coding):
        yield Give(READING, because, needed=Needed.ADDRESSED)
