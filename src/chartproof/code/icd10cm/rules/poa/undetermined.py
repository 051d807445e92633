"""What the provider cannot tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.code.icd10cm.timing import UNTOLD
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Author, Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule
from chartproof.terms.sought import first

#: The plain words for a condition, and its codes.
_PLAINLY = (
    (("I82", "I26"), Pattern(r"\b(?:blood )?clots?\b", re.IGNORECASE)),
    (("L89",), Pattern(r"\b(?:bed ?sores?|pressure (?:areas?|wounds?))\b", re.IGNORECASE)),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.g", URL),
)
def undetermined(coding: Coding, _: Books) -> Iterator[Poa]:
    """Where the provider documents that it cannot be determined whether a condition was present on admission, the indicator is W."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    answers = tuple(_answers(stay))
    for assignment in coding.assignments:
        for codes, words in answers:
            if assignment.value.startswith(codes) and len(coding.having(*codes)) == 1:
                yield Poa(assignment, "W", Rung.UNDETERMINED, (words,))
        for part in stay.parts(assignment):
            for word in stay.words(part, assignment):
                if word.value == "W":
                    yield Poa(assignment, "W", Rung.UNDETERMINED, word.grounds)


def _answers(stay: Stay) -> Iterator[tuple[tuple[str, ...], Evidence]]:
    """What a provider answers that no condition is named in, but the plain word for one: "I cannot tell whether the clot was there"."""
    named = {m.document for m in stay.coding.reading.mentions}
    for document in stay.chart.documents:
        answers = "query" in (document.kind or "").lower()
        asked = document.author is Author.PROVIDER and (answers or document.id not in named)
        found = first(UNTOLD, document.text) if asked else None
        if found is None:
            continue
        for codes, says in _PLAINLY:
            if told := says.search(document.text):
                yield codes, document.quote(min(told.start(), found.start()), max(told.end(), found.end()))
