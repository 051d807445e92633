"""Documents of another encounter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.earlier import is_of_earlier
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Fact, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.A, IV.J", URL),
)
def earlier_encounter(coding: Coding, _: Books) -> Iterator[Reject]:
    """What only a document of an earlier encounter says is not coded on this one."""
    began = coding.encounter.began
    old = {d.id: d for d in coding.encounter.documents if is_of_earlier(d, coding.encounter)}
    if not old or len(old) == len(coding.encounter.documents):
        return  # nothing tells that the one day or the other is mistaken
    for assignment in coding.assignments:
        written = {old[m.document].written for m in assignment.mentions if m.document in old}
        if written and all(m.document in old for m in assignment.mentions):
            days = ", ".join(sorted(str(w.date()) for w in written if w))
            because = (Fact("documents.written", days), Fact("on", str(began)))
            yield Reject(assignment, Why.UNSUPPORTED, because=because)
