"""Esophageal varices, and blood that was vomited or seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Varices without bleeding, of their own and in liver disease.
QUIET = ("I85.00", "I85.10")
#: What else in the upper tract may have bled.
OTHERS = ("K25", "K26", "K27", "K28", "K29", "K22.6", "K31.811", "I86.4")
_SEEN = Pattern(
    r"(?<!no )(?<!non)(?<!non-)(?<!without )(?<!no active )(?<!never )(?<!not )(?<!never been )(?<!n't )\b(?:active(?:ly)? )?(?:spurt\w*|oozing|hemorrhag\w*|bleeding|bled)\b(?! (?:stigmata|risk))",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.15", URL),
)
def varices_that_bleed(coding: Coding, _: Books) -> Iterator[Give]:
    """Esophageal varices seen to bleed, or beside vomited blood with no other lesion that can bleed, are coded with bleeding."""
    blood = coding.having("K92.0", "K92.2")
    for varices in coding.having(*QUIET):
        seen = said(coding, varices, _SEEN)
        if seen is not None or (blood and not coding.having(*OTHERS)):
            because = (varices, seen) if seen is not None else (varices, blood[0])
            yield Give(f"{varices.value[:-1]}1", because=because, instead_of=(varices, *blood))
