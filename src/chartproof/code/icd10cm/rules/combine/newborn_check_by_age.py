"""Whose health is checked: a newborn of the first week, of the first four weeks, or an older child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.newborn import PERINATAL_DAYS, days_old
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

CHECKS = ("Z00.110", "Z00.111", "Z00.121", "Z00.129")
#: From this day on a newborn is one of 8 to 28 days.
LATER = 8


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
    value = "Z00.110" if days < LATER else "Z00.111"
    for check in coding.having(*CHECKS):
        if check.value != value:
            yield Give(value, because=(check,), instead_of=(check,), needed=check.needed)
