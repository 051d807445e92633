"""A condition that one place states and another rules out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import denied_later, on_a_ward, some
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.19", URL),
)
def ruled_out(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask which holds where the last word on a condition of a stay, in another document's assessment, denies it."""
    if not on_a_ward(coding):
        return
    for assignment in coding.assignments:
        denied = denied_later(coding, assignment)
        if denied and assignment.needed is Needed.ADDRESSED and not assignment.value.startswith(("R", "Z")):
            condition = " ".join(assignment.mentions[0].evidence[0].words.split())
            shows = some(assignment.proof.words(), denied)
            yield question(__name__, "ruled_out", coding, shows, condition=condition)
