"""How severe the stroke was at the start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Measure, Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Another hospital, in the sentence of a score.
_ELSEWHERE = Pattern(
    r"\b(?:OSH|outside hospital|(?:outside|referring|transferring|local) (?:ED|ER|facility)|(?:referring|transferring|local) hospital)\b[^.;\n]*$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.i", URL),
)
def stroke_scale(coding: Coding, books: Books) -> Iterator[Give]:
    """Beside an acute stroke the first score of the NIH stroke scale is coded."""
    if coding.encounter.setting is Setting.REHAB:
        return  # the stroke is over: what it left is coded
    strokes = coding.having("I60", "I61", "I62", "I63")
    scores = [m for m in coding.reading.measures if m.name == "stroke scale" and m.evidence]
    first = next((m for m in scores if not _is_of_another(m, coding)), next(iter(scores), None))
    if not strokes or first is None or first.evidence is None or coding.having("R29.7"):
        return
    value = f"R29.7{int(first.value):02}"
    if books.tabular.billable(value):
        yield Give(value, because=(first.evidence, strokes[0]), needed=Needed.OBLIGED)


def _is_of_another(score: Measure, coding: Coding) -> bool:
    """Whether another hospital took a score, in its sentence: "At OSH NIHSS 19"."""
    place = score.evidence
    if place is None:
        return False
    text = coding.encounter.document(place.document).text
    return _ELSEWHERE.search(text, max(0, place.start - 80), place.start) is not None
