"""A condition called postoperative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import on_a_ward
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Codes that say themselves that they are of a procedure, or only its state.
COMPLICATIONS = (
    "T8",
    "D78",
    "E36",
    "E89",
    "G97",
    "H59",
    "H95",
    "I97",
    "J95",
    "K91",
    "L76",
    "M96",
    "N99",
    "G89",
    "O",
    "Z",
)
_AFTER = Pattern(r"\bpost-?[ ]?(?:op(?:erative)?|procedur(?:e|al)|surgical)[ ]+", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.16", URL),
)
def condition_and_procedure(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask what a condition called postoperative is to the procedure, where no complication is named."""
    if not on_a_ward(coding):
        return
    named = {m.line for a in coding.having(*COMPLICATIONS) for m in a.mentions}
    for assignment in coding.assignments:
        if assignment.value.startswith(COMPLICATIONS) or assignment.needed is not Needed.ADDRESSED:
            continue
        for mention in assignment.mentions:
            said = _AFTER.search(mention.line.words)
            start, end = (
                at - mention.line.start for at in (mention.evidence[0].start, mention.evidence[-1].end)
            )
            if said and mention.line not in named and start <= said.end() <= end:
                condition = " ".join(mention.line.words[said.start() : end].split())
                yield question(
                    __name__, "condition_and_procedure", coding, mention.evidence, condition=condition
                )
                break
