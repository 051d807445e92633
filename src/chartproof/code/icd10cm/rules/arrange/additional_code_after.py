"""What a note asks for in addition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.codesets.build.instructional_notes import is_named
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule
from chartproof.terms.note_targets import Naming

#: Withdrawal from alcohol or a drug.
_WITHDRAWAL = re.compile(r"F1\d\.[129]3")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.7", URL),
)
def additional_code_after(coding: Coding, books: Books) -> Iterator[Order]:
    """A code that a "use additional code" note asks for stands behind the code at which the note stands."""
    categories = [(other, other.value[:3]) for other in coding.assignments]
    for at in coding.assignments:
        naming = Naming(at.value, "use_additional", books.tabular)
        addressed = at.needed is Needed.ADDRESSED
        for other, category in categories:
            notes = naming.of(category)
            if not notes or other is at or (not addressed and other.needed is Needed.ADDRESSED):
                continue
            if _WITHDRAWAL.match(other.value) and other.needed is Needed.ADDRESSED:
                continue  # withdrawal is treated for itself, not only the use that another disease came from
            if any(is_named(other.value, target) for _, target in notes):
                yield Order(at, other)
