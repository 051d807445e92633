"""An external cause with nothing that it caused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Presence, Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule


#: Injuries, poisonings, complications; other conditions due to an external cause stand with them.
CAUSED = ("S", "T")



@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.1", URL),
)
def external_cause_without_injury(coding: Coding, _: Books) -> Iterator[Reject]:
    """An external cause code tells how an injury came about; without one it is not reported."""
    if any(
        a.value.startswith(CAUSED)
        and all(m.assertion.presence is not Presence.ABSENT and m.assertion.time is Time.NOW for m in a.mentions)
        for a in coding.assignments
    ):
        return
    for assignment in coding.assignments:
        if assignment.value.startswith(("V", "W", "X", "Y")):
            yield Reject(assignment, Why.UNSUPPORTED)
