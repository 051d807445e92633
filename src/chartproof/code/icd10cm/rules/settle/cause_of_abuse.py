"""Who did it, and how, of abuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import ASSAULT, PERPETRATOR
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

CONFIRMED, SUSPECTED = "T74", "T76"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.f, I.C.20.g", URL),
)
def cause_of_abuse(coding: Coding, _: Books) -> Iterator[Reject]:
    """Assault and perpetrator are told of confirmed abuse only: never of suspected abuse, nor a perpetrator without abuse."""
    confirmed, suspected = coding.having(CONFIRMED), coding.having(SUSPECTED)
    if confirmed:
        return
    told = coding.having(*ASSAULT, PERPETRATOR) if suspected else coding.having(PERPETRATOR)
    for cause in told:
        yield Reject(cause, Why.EXCLUDED if suspected else Why.UNSUPPORTED, suspected[:1])
