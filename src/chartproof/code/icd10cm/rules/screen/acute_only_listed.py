"""An acute condition that stands in a list of the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing, Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Lists that tell what the patient had: not the review of systems, the drugs or the immunizations.
PAST_LISTS = frozenset("pmh psh birth_history ob_history gyn_history psychiatric_history".split())
#: Where the story of the patient is told.
_STORY = frozenset({"hpi", "history", "interval_history", "other"})
ASSESSED = frozenset({Standing.PROBLEM, Standing.ASSESSED})
#: Seventh characters of care after the active treatment of an injury.
LATER = tuple("DEFGHJKMNPQRS")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.A, IV.J", URL),
)
def acute_only_listed(coding: Coding, _: Books) -> Iterator[Reject]:
    """An acute condition or injury that is merely listed beside assessed problems was treated before and is history."""
    if not any(m.standing in ASSESSED for m in coding.reading.mentions):
        return
    lists = PAST_LISTS if coding.encounter.codes_uncertain else PAST_LISTS | {"problem_list"}
    for assignment in coding.assignments:
        value = assignment.value
        if value[7:] in LATER or not row_for("acute_conditions", value):
            continue
        if all(_is_of_the_past(m, lists) for m in assignment.mentions) or (
            not coding.encounter.is_stay and _is_listed_as_over(assignment, coding)
        ):
            yield Reject(assignment, Why.HISTORY)


def _is_of_the_past(mention: Mention, lists: frozenset[str]) -> bool:
    """In a stay the problem list is of now; in an office it keeps what is over."""
    listed = mention.standing is Standing.LISTED and mention.section in lists
    return listed and mention.assertion.presence is Presence.PRESENT


def _is_listed_as_over(assignment: Assignment, coding: Coding) -> bool:
    """Whether a list of what was says that it is over, and elsewhere it is only told: "In November he had pneumonia"."""
    if not all(m.standing is Standing.TOLD and m.section in _STORY for m in assignment.mentions):
        return False
    return any(
        m.concept[:3] == assignment.value[:3] and m.section in PAST_LISTS and m.assertion.time is Time.PAST
        for m in coding.reading.mentions
    )
