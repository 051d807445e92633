"""A myocardial infarction older than four weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_AGO = re.compile(r"\b(\d+|an?|one|two|three|several|many) (day|week|month|year)s? ago\b", re.IGNORECASE)
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "several": 5, "many": 9}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.e.1", URL),
)
def infarction_within_four_weeks(coding: Coding, _: Books) -> Iterator[Give]:
    """An infarction more than four weeks old, without further care for it, is an old infarction."""
    for infarction in coding.having("I21"):
        if infarction.mentions and all(_is_old(m.line.words) for m in infarction.mentions):
            yield Give("I25.2", because=(infarction,), instead_of=(infarction,), instead_why=Why.HISTORY)


def _is_old(words: str) -> bool:
    found = _AGO.search(words)
    if found is None:
        return False
    number, unit = found.group(1).lower(), found.group(2).lower()
    return (_COUNT.get(number) or int(number)) * _DAYS[unit] > 28
