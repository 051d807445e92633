"""Documents that say two things of one condition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.conflicts import Conflict, conflicts
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.screen.documents_contradict"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13, I.B.14", URL),
)
def documents_contradict(coding: Coding, _: Books) -> Iterator[Ask | Reject]:
    """Where documents contradict each other on type, stage, acuity, organism or side, the attending is asked; until then the attending's last word stands."""
    for conflict in conflicts(coding):
        stands = conflict.governing(chart_of(coding.encounter))
        yield Ask(_asked(conflict))
        for other in conflict.sayings:
            if other.value != stands.value and other.assignment is not stands.assignment:
                yield Reject(other.assignment, Why.UNSUPPORTED, because=stands.mention.evidence)


def _asked(conflict: Conflict) -> Query:
    first = {s.value: s.mention for s in reversed(conflict.sayings)}
    shows = tuple(e for value in conflict.values for e in first[value].evidence)
    words = " and ".join(
        "“" + " … ".join(" ".join(e.words.split()) for e in first[value].evidence) + "”"
        for value in conflict.values
    )
    axis = "side" if conflict.axis.startswith("side of") else conflict.axis
    asks = f"Documents of this record say {words}. Please clarify the {axis}."
    both = ("both sides",) if axis == "side" else ()
    choices = (*conflict.values, *both, "other", "unable to determine")
    return Query(RULE, Doubt.CONFLICTING, asks, choices, shows)
