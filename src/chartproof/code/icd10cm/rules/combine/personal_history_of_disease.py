"""A disease that is over and may return."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.considered import need_of, past
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Rejected, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The age from which childhood is over.
GROWN = 18
_CHILDHOOD = Pattern(
    r"\b(?:childhood|infancy|as an? (?:child|infant|toddler|baby)|as (?:child|kid))\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.4, III.A", URL),
)
def personal_history_of_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """A past condition that no longer exists may be coded as personal history; an acute illness of an adult's childhood bears on no care."""
    for gone, value in past(coding, "history_of_disease", Why.HISTORY):
        long_over = row_for("acute_conditions", gone.code.value) and _in_childhood(gone, coding)
        stands = value.startswith(OBSTETRIC) and coding.having(value)  # a pregnancy of now may take it up
        if books.tabular.billable(value) and not (stands or long_over or _goes_on(gone, coding)):
            yield Give(value, because=gone.proof.words(), needed=need_of(gone, coding))


#: History of complications of pregnancy.
OBSTETRIC = "Z87.5"
#: Dependence on alcohol and drugs, and the words that say that it is not over.
DEPENDENCE = tuple(f"F1{n}.2" for n in (0, 1, 2, 3, 4, 5, 6, 8, 9))
_USES = Pattern(
    r"\b(?:current\w*|active\w*|still|ongoing|relaps\w+|drinks|drinking|using|uses|last (?:used|drink|use)|intoxicat\w+|withdraw\w*)\b",
    re.IGNORECASE,
)


def _goes_on(gone: Rejected, coding: Coding) -> bool:
    """Whether the line that tells a dependence as past says that the use goes on."""
    lines = {m.line.words for m in coding.reading.mentions if set(m.evidence) & set(gone.proof.words())}
    return gone.code.value.startswith(DEPENDENCE) and any(map(_USES.search, lines))


def _in_childhood(gone: Rejected, coding: Coding) -> bool:
    """Whether the words by which it is past put it into the childhood of one who is grown."""
    age = coding.encounter.age
    cues = (
        cue.words
        for m in coding.reading.mentions
        if set(m.evidence) & set(gone.proof.words())
        for cue in m.assertion.cues
    )
    return age is not None and age >= GROWN and any(map(_CHILDHOOD.search, cues))
