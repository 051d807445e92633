"""A behavioral disturbance that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Dementia with agitation, and with another disturbance, by their last characters.
_AGITATED = Pattern(r"F0[123]\.[9ABC]11|F0[123]\.811|F0[123]\.911")
OTHER = "18"
#: What is another disturbance by itself.
_ANOTHER = Pattern(
    r"\b(?:sleep|insomnia|disinhibit\w*|sexual\w*|wander\w*|hoard\w*|apath\w*|shadowing)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2022, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "F03.911, F03.918"),
)
def behavioral_disturbance_named(coding: Coding, _: Books) -> Iterator[Reject]:
    """Dementia with a behavioral disturbance that is agitation takes the code of agitation alone."""
    for agitated in coding.having("F01", "F02", "F03"):
        if _AGITATED.fullmatch(agitated.value) is None:
            continue
        for other in coding.having(f"{agitated.value[:-2]}{OTHER}"):
            if not _is_another(other):
                yield Reject(other, Why.LESS_SPECIFIC, (agitated,))


def _is_another(disturbed: Assignment) -> bool:
    return any(_ANOTHER.search(m.line.words) for m in disturbed.mentions)
