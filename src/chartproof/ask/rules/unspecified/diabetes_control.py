"""Diabetes called uncontrolled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import some, values
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

_UNCONTROLLED = Pattern(r"\buncontrolled\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a", URL),
)
def diabetes_control(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask which way diabetes called uncontrolled is out of control."""
    sugar = coding.having("E08", "E09", "E10", "E11", "E13")
    if any(a.value[3:] in {".65", ".649", ".641"} for a in sugar):
        return
    for diabetes in sugar:
        said = any(_UNCONTROLLED.search(m.line.words) for m in diabetes.mentions)
        if said and diabetes.needed is Needed.ADDRESSED:
            shows = some(
                diabetes.proof.words(), (m.evidence for m in values(coding, "a1c", "glucose") if m.evidence)
            )
            yield question(__name__, "diabetes_control", coding, shows)
            return
