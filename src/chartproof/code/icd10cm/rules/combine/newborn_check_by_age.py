"""Whose health is checked: a newborn of the first week, of the first four weeks, or an older child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.newborn import PERINATAL_DAYS, days_old
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

CHECKS = ("Z00.110", "Z00.111", "Z00.121", "Z00.129")
#: From this day on a newborn is one of 8 to 28 days.
LATER = 8


#: An age of more than a week that the words of the check itself tell.
_AGE = Pattern(
    r"\b(?:[2-4]|two|three|four)[- ](?:wks?|weeks?)\b|\b(?:day|dol) ?#?(?:[89]|1\d|2[0-8])\b|(?<!under )(?<!<)(?<!< )\b(?:[89]|1\d|2[0-8])[- ](?:day|d)s?[- ]old\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Z00.110, Z00.111"),
)
def newborn_check_by_age(coding: Coding, _: Books) -> Iterator[Give]:
    """The health check of a child of up to 28 days has the code of a newborn under 8 days old, or of 8 to 28 days."""
    days = days_old(coding)
    if days is None or not 0 <= days <= PERINATAL_DAYS:
        return
    for check in coding.having(*CHECKS):
        told = next((t for m in check.mentions if (t := _AGE.search(m.line.words))), None)
        value = "Z00.110" if days < LATER and not told else "Z00.111"
        if check.value != value:
            yield Give(value, because=(check,), instead_of=(check,), needed=check.needed)
