"""What a screening looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

LOOKS_FOR = Pattern(
    r"\bscreen(?:ing|ed)?\b(?:\W+\w+){0,4}\W+for\W+(?:\w+\W+){0,3}$"
    r"|\btiters?(?: only| today| drawn| sent)?(?: for [\w ]{3,24}?)?[ ,:(]+(?:(?:[\w-]+ ?){1,2}(?:,|/|,? and|,? &) ?)*$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.5", URL),
)
def screened_for(coding: Coding, _: Books) -> Iterator[Reject]:
    """A disease that a screening only looks for is not coded; what it finds is."""
    for looked_for in coding.assignments:
        if looked_for.value[0] == "Z":
            continue
        if looked_for.mentions and all(LOOKS_FOR.search(ahead(m)) for m in looked_for.mentions):
            yield Reject(looked_for, Why.UNSUPPORTED)
