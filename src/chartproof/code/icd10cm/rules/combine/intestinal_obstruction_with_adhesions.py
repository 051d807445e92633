"""Obstruction of the bowel with adhesions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, kept_apart
from chartproof.code.icd10cm.under import told_below
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The obstruction without its cause, and with adhesions: partial, complete, not said which.
DEGREES = {"K56.600": "K56.51", "K56.601": "K56.52", "K56.609": "K56.50"}
ADHESIONS = ("K66.0",)
#: Hernias that obstruct the bowel themselves, by their own codes.
HERNIAS = tuple(f"K4{n}" for n in ("0.0", "0.3", "1.0", "1.3", "2.0", "3.0", "3.6", "4.0", "5.0", "6.0"))
#: The bands, as the sentences under the obstruction tell them.
_BANDS = Pattern(
    r"\badhesions?\b|\badhesive (?:bands?|disease|obstruction|sbo|small[- ]bowel)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.15", URL),
)
def intestinal_obstruction_with_adhesions(coding: Coding, _: Books) -> Iterator[Give]:
    """The Index links obstruction of the bowel with adhesions: one code, by how far it is obstructed."""
    blocked, bands = coding.having(*DEGREES), coding.having(*ADHESIONS)
    if not blocked or (bands and kept_apart(*blocked, *bands)):
        return
    if any(in_one_line(hernia, a) for hernia in coding.having(*HERNIAS) for a in blocked):
        return
    worst = max(blocked, key=lambda a: ("9", "0", "1").index(a.value[-1]))
    others = (a for a in blocked if a is not worst)
    if by := bands[:1] or _told(worst, coding):
        yield Give(DEGREES[worst.value], because=(worst, *by, *others), instead_of=(*blocked, *bands))


def _told(blocked: Assignment, coding: Coding) -> tuple[Evidence, ...]:
    """The words under an obstruction that name adhesions."""
    told = (told_below(coding, mention, _BANDS) for mention in blocked.mentions)
    return tuple(words for words in told if words is not None)[:1]
