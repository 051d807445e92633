"""The cervical smear of a routine gynecological examination."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Z01.41, Z12.4 Excludes1"),
)
def smear_within_gynecological_exam(coding: Coding, _: Books) -> Iterator[Reject]:
    """A screening smear of the cervix that belongs to a general gynecological examination is part of its code."""
    exams = coding.having("Z01.41")
    for smear in coding.having("Z12.4") if exams else ():
        yield Reject(smear, Why.EXCLUDED, exams[:1])
