"""What was to be ruled out, and whose tests were negative."""

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
from chartproof.model.reading import Mention, Presence
from chartproof.model.record import Evidence
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.ruled_out import TESTS

_TO_RULE_OUT = Pattern(r"\b(?:r/o|rule[ -]?out|ro)\b", re.IGNORECASE)
_NEGATIVE = Pattern(
    r"[\s,;:(\u2013-]+(?:(?:all|serial|both|blood|initial|repeat|final|urine|joint|leg|head|chest) ){0,2}"
    rf"{TESTS}\b[^.;,\n]{{0,14}}?"
    r"\b(?:neg(?:ative)?|normal|nl|flat|clean|clear|unremarkable)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.H, III.C", URL),
)
def ruled_out_by_its_tests(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition to be ruled out, whose tests the same line calls negative, is no longer uncertain: it is not coded."""
    for assignment in coding.assignments:
        words = [_against(m, coding) for m in assignment.mentions]
        if words and all(words):
            yield Reject(assignment, Why.NEGATED, tuple(w for w in words[:1] if w))


def _against(mention: Mention, coding: Coding) -> Evidence | None:
    """The words that call its tests negative."""
    meant = mention.assertion
    if meant.presence is not Presence.POSSIBLE or not any(_TO_RULE_OUT.search(c.words) for c in meant.cues):
        return None
    document, end = document_of(coding, mention.document), mention.evidence[-1].end
    found = _NEGATIVE.match(document.text, end)
    return document.quote(end, found.end()) if found else None
