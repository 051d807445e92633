"""Normal delivery beside anything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: What of chapter 15 a normal delivery may stand beside.
BESIDE = ("O09", "O80", "O94")
#: Care of a visit after the delivery, whose record has no outcome of it.
LATER = ("Z39.1", "Z39.2")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.n.1, I.C.15.n.2, I.C.15.n.3", URL),
)
def normal_delivery(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Normal delivery is coded where no other code of chapter 15 is, with a single live birth as its only outcome."""
    over = not coding.encounter.is_stay and coding.having(*LATER)
    for normal in coding.having("O80"):
        complicated = [a for a in coding.having("O") if not a.value.startswith(BESIDE)]
        outcomes = coding.having("Z37")
        other = [a for a in outcomes if a.value != "Z37.0"]
        if complicated or other:
            yield Reject(normal, Why.EXCLUDED, ((complicated or other)[0],))
        elif not over and not outcomes and any(is_taken_up(m) for m in normal.mentions):
            yield Give("Z37.0", because=(normal,), needed=Needed.OBLIGED)
