"""A blood pressure that is checked because it is known to be high."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Disease of the blood pressure, in pregnancy as well, and one that was found high.
_PRESSURE = ("I10", "I11", "I12", "I13", "I15", "I16", "I1A", "I95", "O10", "O11", "O13", "O14", "O16", "R03")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.13, IV.G", URL),
)
def blood_pressure_check_of_hypertension(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where the visit deals with a disease of the blood pressure, that is its reason, not the check of the pressure."""
    told = [a for a in coding.having(*_PRESSURE) if a.needed is Needed.ADDRESSED]
    known = [a for a in told if any(map(is_certain, a.mentions))]
    for check in coding.having("Z01.3") if known else ():
        yield Reject(check, Why.LESS_SPECIFIC, because=(known[0],))
