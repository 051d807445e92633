"""When a stroke scale was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

_ARRIVAL = Pattern(
    r"\b(?:arriv\w+|admi\w+|initial|presentation|baseline|triage|in (?:the )?ed)\b", re.IGNORECASE
)
#: So far around a score its own words say when it was taken.
_NEAR = 40


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.18.i, Appendix I.2", URL),
)
def stroke_scale_at_arrival(coding: Coding, _: Books) -> Iterator[Poa]:
    """A score of the stroke scale taken on arrival or on the day of admission was present on admission, where the stroke was not one of the stay."""
    scales = coding.having("R29.7") if reports_presence(coding.encounter) else ()
    for scale in scales:
        score = next((w for w in scale.proof.words() if _is_at_arrival(w, coding)), None)
        if score is not None:
            yield Poa(scale, "Y", Rung.BEFORE, (score,))


def _is_at_arrival(words: Evidence, coding: Coding) -> bool:
    document, began = document_of(coding, words.document), coding.encounter.began
    if document.written and began and document.written.date() <= began:
        return True
    around = document.text[max(0, words.start - _NEAR) : words.end + _NEAR]
    return "NIH" in around.upper() and _ARRIVAL.search(around) is not None
