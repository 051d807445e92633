"""Living alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

NEED = Pattern(
    r"\b(?:need|help|assist|unable|cannot|can't|difficult|unsafe|safety|isolat|lonel|unsupported|risk|struggl|no (?:one|family|support)|"
    r"problem|impair|caregiver|(?<!no )(?<!denies )(?<!without )fall)\w*",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.17", URL),
)
def living_alone(coding: Coding, _: Books) -> Iterator[Reject]:
    """Living alone is a problem only where the record says of a risk or an unmet need of help."""
    for alone in coding.having("Z60.2"):
        if said(coding, alone, NEED) is None:
            yield Reject(alone, Why.UNSUPPORTED)
