"""Who the patient was in the car, and what it collided with, told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Collisions in traffic of a car whose occupant is not told, by what it collided with, and the digit of theirs that says so.
COLLISIONS = ("V40.9", "V41.9", "V42.9", "V43.9", "V44.9", "V45.9", "V46.9", "V47.9")
_AT = 4
#: A driver and a passenger of a car in a collision told no further, and their digit.
ROLES = {"V49.40": "5", "V49.50": "6"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.5", URL),
)
def occupant_told_apart(coding: Coding, books: Books) -> Iterator[Give]:
    """A collision whose other vehicle one sentence tells, and whose driver or passenger another, takes the one code that tells both."""
    roles = coding.having(*ROLES)
    crashes = coding.having(*COLLISIONS)
    if len(roles) != 1 or len(crashes) != 1:
        return
    role, crash = roles[0], crashes[0]
    value = crash.value[:_AT] + ROLES[role.value[:6]] + crash.value[_AT + 1 :]
    if role.value[-1] == crash.value[-1] and books.tabular.billable(value) is not None:
        yield Give(value, (crash, role), (crash, role), crash.needed, instead_why=Why.LESS_SPECIFIC)
