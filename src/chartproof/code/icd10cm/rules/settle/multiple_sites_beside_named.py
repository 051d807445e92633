"""Multiple sites beside the sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_SEVERAL = Pattern(r"\bmultiple sites\b", re.IGNORECASE)
_VAGUE = Pattern(
    r"\b(?:multiple|unspecified|other specified) sites?\b|\bunspecified (?:joint|shoulder|elbow|wrist|hand|hip|knee|ankle)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.20, I.C.13.a.2", URL),
)
def multiple_sites_beside_named(coding: Coding, _: Books) -> Iterator[Reject]:
    """Sites that are named are coded one by one; a code of multiple sites stands only where none is named."""
    for several in coding.assignments:
        if not _SEVERAL.search(several.title or ""):
            continue
        stem = several.value[:5]
        named = [
            a for a in coding.assignments if a.value.startswith(stem) and not _VAGUE.search(a.title or "")
        ]
        if len(named) > 1:
            yield Reject(several, Why.LESS_SPECIFIC, tuple(named))
