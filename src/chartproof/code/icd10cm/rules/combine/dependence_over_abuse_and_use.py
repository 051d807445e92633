"""Use, abuse and dependence of one substance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Substances that have use, abuse and dependence.
SUBSTANCES = tuple(f"F{number}" for number in (10, 11, 12, 13, 14, 15, 16, 18, 19))

#: The fourth character of dependence, of abuse, of use.
GRAVEST = "219"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.b.2", URL),
)
def dependence_over_abuse_and_use(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Of use, abuse and dependence of one substance only the gravest is coded."""
    for substance in SUBSTANCES:
        found = coding.having(substance)
        gravest = min((a.value[4] for a in found), key=GRAVEST.find, default="")
        grave = [a for a in found if a.value[4] == gravest]
        for lesser in (a for a in found if a.value[4] != gravest and a.value[4] in GRAVEST):
            value = f"{substance}.{gravest}{lesser.value[5:]}"
            if len(lesser.value) > 5 and lesser.value[5:] != "0" and books.tabular.billable(value):
                yield Give(value, because=(grave[0], lesser), instead_of=(lesser,))
            else:
                yield Reject(lesser, Why.LESS_SPECIFIC, because=(grave[0],))
        worse = tuple(a for a in found if a.value[5:] not in {"", "0", "9"})
        for plain in (a for a in grave if a.value[5:] in {"0", "9"} and worse):
            yield Reject(plain, Why.LESS_SPECIFIC, because=worse[:1])
