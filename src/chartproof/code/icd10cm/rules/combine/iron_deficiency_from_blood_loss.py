"""Iron deficiency anemia by loss of blood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import combined
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.9", URL),
)
def iron_deficiency_from_blood_loss(coding: Coding, books: Books) -> Iterator[Give]:
    """Iron deficiency anemia that the provider lays to a loss of blood is that of chronic blood loss."""
    yield from combined(coding, books, "iron_deficiency_from_blood_loss")
