"""COVID-19 from the mother."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_BEFORE_BIRTH = Pattern(
    r"\bin utero\b|\bvertical(?:ly)? trans\w+|\bcongenital\b|\bduring (?:the )?(?:birth|delivery|labor)\b|\btransplacental",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.h", URL),
)
def covid_of_the_newborn(coding: Coding, _: Books) -> Iterator[Give]:
    """COVID-19 that a newborn caught before or during birth is a congenital viral disease besides."""
    if not is_newborn(coding):
        return
    for covid in coding.having("U07.1"):
        if says(covid, _BEFORE_BIRTH):
            yield Give("P35.8", because=(covid,))
