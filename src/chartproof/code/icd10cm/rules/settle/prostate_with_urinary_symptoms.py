"""An enlarged prostate and the urinary symptoms that go with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.asked_by_notes import OF_THE_PROSTATE
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: With the symptoms, for each that is told without.
_DENIED = Pattern(
    r"\b(?:without|no|w/o) (?:luts|lower urinary tract symptoms|urinary symptoms)\b", re.IGNORECASE
)
WITH = {"N40.0": "N40.1", "N40.2": "N40.3"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.15", URL),
)
def prostate_with_urinary_symptoms(coding: Coding, books: Books) -> Iterator[Give]:
    """An enlarged prostate told with frequency, nocturia, weak stream or retention is coded with lower urinary tract symptoms."""
    for prostate in coding.having(*WITH):
        if said(coding, prostate, _DENIED):
            continue
        told = [
            s
            for s in coding.having(*OF_THE_PROSTATE)
            if in_one_line(prostate, s) or in_one_problem(prostate, s)
        ]
        value = WITH[prostate.value]
        if told and books.tabular.billable(value):
            yield Give(value, (prostate, told[0]), (prostate,), prostate.needed)
