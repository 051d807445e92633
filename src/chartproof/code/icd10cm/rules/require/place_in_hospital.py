"""A fall in the hospital's own room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Falls, and the patient's room in the hospital, its bathroom, its corridor.
FALLS = ("W01", "W05", "W06", "W07", "W08", "W10", "W18", "W19")
_PARTS = (
    (Pattern(r"\b(?:bathroom|toilet|shower)\b", re.IGNORECASE), "Y92.231"),
    (Pattern(r"\b(?:hall(?:way)?|corridor)\b", re.IGNORECASE), "Y92.232"),
    (
        Pattern(
            r"\b(?:(?:her|his|the|patient'?s?|pt'?s?) room|rm \d+|room \d+|bed(?:side)?|mattress|bed rails?)\b",
            re.IGNORECASE,
        ),
        "Y92.230",
    ),
)
#: Notes that are written in the course of a stay.
_OF_THE_STAY = frozenset({DocumentKind.PROGRESS, DocumentKind.CLINICIAN})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b", URL),
)
def place_in_hospital(coding: Coding, books: Books) -> Iterator[Give]:
    """A fall that a note of a later day of the stay tells happened in the hospital: its room, bathroom or corridor is the place."""
    if coding.encounter.setting is not Setting.INPATIENT or coding.having("Y92"):
        return
    for fall in coding.having(*FALLS):
        told = [m for m in fall.mentions if _is_of_the_stay(m, coding)]
        if not told or any(_is_of_admission(m, coding) for m in fall.mentions):
            continue
        words = [m.line for m in told]
        for part, place in _PARTS:
            found = next((line for line in words if part.search(line.words)), None)
            if found is not None and books.tabular.billable(place):
                yield Give(place, because=(fall, found), needed=Needed.OBLIGED)
                return


def _is_of_admission(mention: Mention, coding: Coding) -> bool:
    return chart_of(coding.encounter).kinds[mention.document] in AT_ADMISSION


def _is_of_the_stay(mention: Mention, coding: Coding) -> bool:
    document, began = coding.encounter.document(mention.document), coding.encounter.began
    kind = chart_of(coding.encounter).kinds[mention.document]
    return bool(kind in _OF_THE_STAY and document.written and began and document.written.date() > began)
