"""A wound that a bite made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

WOUNDS = ("S01", "S11", "S21", "S31", "S41", "S51", "S61", "S71", "S81", "S91")
#: The fifth character of lacerations and punctures, and that of open bites.
TORN = "1234"
BITTEN = "5"
#: How it came about; where and doing what are no other causes.
CAUSES = ("V", "W", "X", "Y0", "Y2", "Y3")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Bite, by site"),
)
def wound_by_bite(coding: Coding, books: Books) -> Iterator[Give]:
    """A laceration or puncture by a bite is an open bite of its site."""
    wounds = [a for a in coding.having(*WOUNDS) if a.value[5] in TORN]
    causes = coding.having(*CAUSES) if wounds else ()
    bites = [cause for cause in causes if _is_bite(cause)]
    given = {a.value for a in coding.assignments}
    for wound in wounds if bites else ():
        value = f"{wound.value[:5]}{BITTEN}{wound.value[6:]}"
        if len(bites) < len(causes) and value not in given:
            continue  # another cause may have made it, where no bite of its site is told
        found = books.tabular.billable(value)
        if found is not None and "bite" in found.title.lower():
            yield Give(value, (wound, bites[0]), (wound,))


def _is_bite(cause: Assignment) -> bool:
    title = (cause.title or "").lower()
    return "bitten by" in title or "bite" in title
