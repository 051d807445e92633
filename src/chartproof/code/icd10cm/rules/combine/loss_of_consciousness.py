"""How long a patient with a brain injury was unconscious."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.consciousness import LOST, SPOKEN, TOLD, char_of
from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sought import sought

_PLACE = 6
#: The character where no time is told.
_UNSAID = "9"
#: Out for a while may be out of the house: not where the record denies that consciousness was lost.
_OUT = Pattern(r"^(?:was|were|went) (?:completely )?out$", re.IGNORECASE)
_DENIED = Pattern(
    r"\b(?:no|without|denies|denied|negative for|did not|didn't|never)\b[^.;\n]{0,20}\b(?:LOC|loss of consciousness|(?:lose|lost|losing) consciousness|(?:pass|passed|passing|black|blacked) ?out)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "S06, sixth characters", URL),
)
def loss_of_consciousness(coding: Coding, books: Books) -> Iterator[Give]:
    """The sixth character of an intracranial injury is that of the loss of consciousness documented and of how long it was; A where the record is silent of it."""
    injuries = coding.having("S06")
    if not injuries:
        return
    told = said(coding, TOLD)
    if told is not None and _OUT.search(told.words) and _denied(coding):
        return
    if told is None:
        if not any(SPOKEN.search(d.text) for d in coding.encounter.documents):
            yield from _unknown(injuries, books)
        return
    told, char = _timed(told, coding)
    fainted = tuple(a for a in coding.having("R55", "R40.20") if _rests_on(told, a.proof.words()))
    for injury in injuries:
        value = injury.value[:_PLACE] + char + injury.value[_PLACE + 1 :]
        if books.tabular.billable(value) is None:
            value = injury.value[:_PLACE] + "9" + injury.value[_PLACE + 1 :]
        if injury.value[_PLACE] in "09" and value != injury.value and books.tabular.billable(value):
            yield Give(value, because=(injury, told), instead_of=(injury, *fainted))


def _timed(told: Evidence, coding: Coding) -> tuple[Evidence, str]:
    """Where the record tells how long it was, be it not where it tells it first."""
    if (char := char_of(told, coding)) != _UNSAID:
        return told, char
    for document in coding.encounter.documents:
        for found in sought(TOLD, document.text):
            again = document.quote(*found.span())
            if not _OUT.search(again.words) and (char := char_of(again, coding)) != _UNSAID:
                return again, char
    return told, _UNSAID


def _denied(coding: Coding) -> bool:
    return any(_DENIED.search(d.text) for d in coding.encounter.documents)


def _unknown(injuries: tuple[Assignment, ...], books: Books) -> Iterator[Give]:
    """Status unknown, a code since October 2022: “concussion NOS”."""
    for injury in injuries:
        value = injury.value[:_PLACE] + "A" + injury.value[_PLACE + 1 :]
        if injury.value[_PLACE] in "09" and books.tabular.billable(value):
            yield Give(value, because=(injury,), instead_of=(injury,))


def _rests_on(told: Evidence, words: tuple[Evidence, ...]) -> bool:
    return any(re.search(LOST, e.words, re.IGNORECASE) for e in words) or told in words
