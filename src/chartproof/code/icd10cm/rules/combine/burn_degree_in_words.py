"""The degree of a burn from the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import clause, degrees_of, scarred
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

SITES = ("T20", "T21", "T22", "T23", "T24", "T25")
#: The character of the degree: burns, corrosions.
OPEN = {"0": 0, "4": 4}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d", URL),
)
def burn_degree_in_words(coding: Coding, books: Books) -> Iterator[Give]:
    """A burn whose code leaves the degree open takes the one that its line names, where that is but one."""
    for burn in coding.having(*SITES):
        lines = [m.line for m in burn.mentions]
        degrees = _degrees([clause(m) for m in burn.mentions]) or _degrees([line.words for line in lines])
        if not degrees and (lines := _below(burn, coding)):
            degrees = _degrees([_DENIED.sub("", line.words) for line in lines])
        if burn.value[4] not in OPEN or len(degrees) != 1:
            continue
        if burn.value[-1] == "D" and scarred(coding):
            continue  # what it left is coded, and the burn as its sequela
        degree = int(degrees.pop()) + OPEN[burn.value[4]]
        value = f"{burn.value[:4]}{degree}{burn.value[5:]}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (burn, *lines), (burn,))


#: A depth that it has not, or that is watched for.
_DENIED = Pattern(
    r"\b(?:no|not|without|never|neither|denies|if|should|watch(?:ing)? for|return for|look for|prevent\w*|avoid\w*|pop|popping|becomes?|develops?)\b[^.;]*",
    re.IGNORECASE,
)


def _below(burn: Assignment, coding: Coding) -> list[Evidence]:
    """The sentences of the problem that this burn alone heads, behind its own."""
    heads = [m for m in burn.mentions if m.standing is Standing.PROBLEM and m.problem is not None]
    others = (m for other in coding.having(*SITES) if other is not burn for m in other.mentions)
    if len(heads) != 1 or any(m.problem == heads[0].problem for m in others):
        return []
    return [line for line in sentences(heads[0], coding) if line.start > heads[0].line.start]


def _degrees(said: list[str]) -> set[str]:
    """Every degree that words name."""
    return {degree for words in said for degree in degrees_of(words)}
