"""A malignancy in a transplanted organ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_TRANSPLANT = Pattern(
    r"\b(?:transplanted|allograft|transplant (?:kidney|liver|lung|heart|pancreas)|(?:renal|kidney|liver|lung|heart) (?:graft|transplant))\b",
    re.IGNORECASE,
)
#: The organ of the malignancy and the complication of its transplant.
ORGANS = {
    "C22": "T86.49",
    "C34": "T86.818",
    "C38": "T86.298",
    "C64": "T86.19",
    "C65": "T86.19",
    "C25": "T86.898",
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.r", URL),
)
def malignancy_of_transplant(coding: Coding, _: Books) -> Iterator[Give]:
    """A malignancy of a transplanted organ is a complication of the transplant, then malignancy of a transplant, then its own code."""
    for malignancy in coding.having(*ORGANS):
        if says(malignancy, _TRANSPLANT):
            yield Give(ORGANS[malignancy.value[:3]], because=(malignancy,))
            yield Give("C80.2", because=(malignancy,))
