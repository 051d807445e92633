"""An infection that a traveler is advised of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import written_behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

ADVICE = "Z71.84"
#: Infections and illness of height, which travel may bring.
ILLS = (*"AB", "J09", "J10", "J11", "T70.2")
#: What is done against an illness that is not there, or may come.
_AGAINST = Pattern(
    r"\b(?:prophyla\w+|ppx|stand-?by|self-treat\w*|if (?:needed|symptom\w*|diarrhea|sick|ill|fever)|before (?:travel|departure|entry|arrival)|days? before|weeks? before|"
    r"vaccin\w*|booster|avoid\w*|prevent\w*|precautions|counsel\w*|repellent|deet|permethrin|net|nets|risk|chemoprophyla\w+|atovaquone|proguanil|malarone|mefloquine|tafenoquine|"
    r"slow ascent|acclimati\w+|acetazolamide)\b",
    re.IGNORECASE,
)

#: So far behind its name.
_FAR = 120


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.G, I.C.21.c.10", URL),
)
def infection_of_the_journey(coding: Coding, _: Books) -> Iterator[Reject]:
    """At a consultation before travel, an illness that a drug, a shot or advice is to keep off is not there."""
    advice = coding.having(ADVICE)
    for ill in coding.having(*ILLS) if advice else ():
        if _is_kept_off(ill, coding):
            yield Reject(ill, Why.PLANNED, advice[:1])


def _is_kept_off(ill: Assignment, coding: Coding) -> bool:
    """Whether a line that names it tells what is done against it."""
    return any(
        _AGAINST.search(m.line.words) or _AGAINST.search(written_behind(m, coding, _FAR))
        for m in ill.mentions
    )
