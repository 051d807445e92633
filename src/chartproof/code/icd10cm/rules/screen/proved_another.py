"""What was suggested and proved to be something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: "Pneumonia was suggested by a wedge opacity, but this was infarction".
_ANOTHER = Pattern(
    r"[^.;\n]{0,12}\b(?:was|were|had been) (?:first |initially |at first |also )?(?:suggested|suspected|thought of|queried|raised|feared|considered|entertained|the first impression)\b"
    r"[^.;\n]{0,80}?,? but (?:this|it|that|these|the \w+|\w+ \w+)? ?(?:was|were|proved(?: to be)?|turned out(?: to be)?|is|are) "
    r"(?!(?:not|never|slow|treated|given|held|still|improv|better|resolv|confirmed|later confirmed|mild|stable|likely|present|there)\b)(?:an? |the |instead |really |actually )*[a-z]",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.H, III.C", URL),
)
def proved_another(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition that was suggested, and that the same sentence says was something else, is not coded."""
    for assignment in coding.assignments:
        words = [_told(m, coding) for m in assignment.mentions]
        if words and all(words):
            yield Reject(assignment, Why.NEGATED, tuple(w for w in words[:1] if w))


def _told(mention: Mention, coding: Coding) -> Evidence | None:
    document, end = document_of(coding, mention.document), mention.evidence[-1].end
    found = _ANOTHER.match(document.text, end)
    return document.quote(end, found.end()) if found else None
