"""What is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule


#: Z codes say history and status themselves; sequelae are told in the past.
ALREADY = ("Z", "I69", "B90", "B91", "B92", "B94", "I25.2")



@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def history(coding: Coding, _: Books) -> Iterator[Reject]:
    """Conditions that were treated and no longer exist are not coded; those that stay with a patient are."""
    for assignment in coding.assignments:
        past = any(m.assertion.time is Time.PAST for m in assignment.mentions)
        if past and not assignment.value.startswith(ALREADY) and not row_for("chronic_conditions", assignment.value):
            yield Reject(assignment, Why.HISTORY)
