"""A manifestation behind its cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.codesets.build.instructional_notes import is_named
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule
from chartproof.terms.note_targets import Naming


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13", URL),
)
def manifestation_never_first(coding: Coding, books: Books) -> Iterator[Order]:
    """A manifestation stands behind the disease that its "code first" note names."""
    categories = [(cause, cause.value[:3]) for cause in coding.assignments]
    for manifestation in coding.assignments:
        naming = Naming(manifestation.value, "code_first", books.tabular)
        for cause, category in categories:
            notes = naming.of(category)
            if notes and cause is not manifestation and any(is_named(cause.value, t) for _, t in notes):
                yield Order(cause, manifestation)
