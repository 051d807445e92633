"""A status code needs words that say the procedure lies behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Standing, Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.words import folded

#: Status after a procedure: absence, transplant, implant, opening, postprocedural state.
STATUS = ("Z89", "Z90", "Z92.2", "Z93", "Z94", "Z95", "Z96", "Z97", "Z98")
#: Words of a term that say a state, not an act.
STATES = frozenset(
    "status absence absent history post presence dependence s/p place prior previous lost missing without "
    "has lives remote aftercare transplant recipient solitary single donor removed replaced stoma old".split()
)
#: Sections in which an operation named is an operation had.
HISTORIES = frozenset({"psh", "pmh", "ob_history", "gyn_history", "problem_list"})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def procedure_of_this_encounter(coding: Coding, _: Books) -> Iterator[Reject]:
    """A status code says what a past procedure left; the operation being done or planned gives none."""
    for assignment in coding.assignments:
        if assignment.value.startswith(STATUS) and not _lies_behind(assignment):
            yield Reject(assignment, Why.UNSUPPORTED)


def _lies_behind(assignment: Assignment) -> bool:
    return any(
        m.assertion.time is Time.PAST
        or m.standing is Standing.LISTED
        or m.section in HISTORIES
        or not STATES.isdisjoint(folded(m.term.surface))
        for m in assignment.mentions
    )
