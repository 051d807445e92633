"""The visit at which major surgery of that or the next day was decided carries modifier 57."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.code.em.decisions import surgeries
from chartproof.code.em.lines import clause_of
from chartproof.codesets.books import Books
from chartproof.model.reading import Doing
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule

#: A decision that was made, not only talked about.
_MADE = re.compile(
    r"\b(?:consent\w*|schedul\w*|proceed\w*|book\w*|decid\w*|decision|plan\w*|will|for (?:an? )?(?:emergen\w*|urgent))\b"
)
_SOON = re.compile(
    r"\b(?:today|tonight|tomorrow|this evening|emergent\w*|now|this (?:morning|afternoon|evening)|to (?:the )?or|operating room)\b"
)


@rule(holds=SINCE, reviewed=None, cite=manual("40.1.B; 30.6.6"))
def decision_for_surgery(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """The visit at which major surgery of that or the next day was decided carries modifier 57."""
    visit, level = found
    if level.level is None:
        return
    said = [act for act in visit.acts("visit") if act.name == "decision for surgery"]
    said += [act for act in visit.acts("decision") if act.name == "emergency surgery"]
    said += [
        act
        for act, _ in surgeries(visit, "major surgery")
        if _MADE.search(clause_of(visit.coding, act.evidence))
    ]
    for act in said:
        if act.doing is not Doing.PLANNED and _SOON.search(clause_of(visit.coding, act.evidence)):
            yield Add("57", (act.evidence,), modifier=True)
            return
