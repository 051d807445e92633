"""A myocardial infarction older than four weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.infarction import is_old
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_CARE = Pattern(r"\bcardiac rehab\w*|\baftercare\b", re.IGNORECASE)
#: Encounter for other specified aftercare.
AFTERCARE = "Z51.89"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.e.1", URL),
)
def infarction_within_four_weeks(coding: Coding, _: Books) -> Iterator[Give]:
    """An infarction more than four weeks old is an old infarction; care for it still given is aftercare."""
    for infarction in coding.having("I21"):
        if infarction.mentions and all(is_old(m) for m in infarction.mentions):
            yield Give("I25.2", because=(infarction,), instead_of=(infarction,), instead_why=Why.HISTORY)
            if says(infarction, _CARE):
                yield Give(AFTERCARE, because=(infarction,))
