"""The mother and the newborn have a record each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: From what age a record may be that of a mother (Medicare Code Editor, age conflict: maternity).
CHILDBEARING = (9, 64)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.2, I.C.16.a.1", URL),
)
def mother_and_newborn(coding: Coding, _: Books) -> Iterator[Reject]:
    """Chapter 15 stands on the record of the mother only, chapter 16 and the birth on that of the child."""
    age = coding.encounter.age
    if age is None:
        return
    if age < CHILDBEARING[0]:
        yield from (Reject(a, Why.OTHER_PERSON) for a in coding.having("O", "Z37", "Z39", "Z3A", "Z34"))
    elif age >= CHILDBEARING[0] and coding.having("O", "Z37", "Z39"):
        yield from (Reject(a, Why.OTHER_PERSON) for a in coding.having("P", "Z38"))
    elif age > 0:
        yield from (Reject(a, Why.OTHER_PERSON) for a in coding.having("Z38"))
