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

#: What a note that names no codes asks to be coded first: the renal disease that gout comes from.
_RENAL, _OF_RENAL = ("N0", "N1", "N2"), ("M10.3", "M1A.3")


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
        renal = coding.having(*_RENAL) if manifestation.value.startswith(_OF_RENAL) else ()
        yield from (Order(cause, manifestation) for cause in renal)
        for cause, category in categories:
            notes = naming.of(category)
            if notes and cause is not manifestation and any(is_named(cause.value, t) for _, t in notes):
                yield Order(cause, manifestation)
