"""One code of systemic inflammation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.6, I.C.1.d.5.c", URL),
)
def one_code_of_inflammation(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Only one code of category R65 is given, severe sepsis before inflammation without infection; after a procedure septic shock has its own."""
    shock, severe = coding.having("R65.21"), coding.having("R65.2")
    after = coding.having("T81.12")
    if shock or after:
        yield from (Reject(a, Why.LESS_SPECIFIC, (after or shock)[:1]) for a in coding.having("R65.20"))
    if after:
        yield from (Reject(a, Why.EXCLUDED, after[:1]) for a in shock)
    elif procedure := coding.having("T81.44"):
        for a in shock:
            yield Give("T81.12XA", because=(a, procedure[0]), instead_of=(a,), instead_why=Why.EXCLUDED)
    if severe or after:
        yield from (Reject(a, Why.EXCLUDED, (severe or after)[:1]) for a in coding.having("R65.1"))
