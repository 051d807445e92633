"""How an injury came about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Mark, Oblige
from chartproof.rules.core import rule

SAYS = "how the injury happened, and where and doing what, if documented"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a", URL),
)
def external_cause_of_injury(coding: Coding, _: Books) -> Iterator[Mark | Oblige]:
    """An injury is told further by its cause; no national rule requires it."""
    causes = coding.having("V", "W", "X", "Y")
    for cause in causes:
        if cause.needed is not Needed.OBLIGED:
            yield Mark(cause, needed=Needed.OBLIGED)
    injuries = coding.having("S", "T0", "T1", "T2", "T30", "T31", "T32", "T33", "T34")
    addressed = [a for a in injuries if a.needed is Needed.ADDRESSED and a.value[-1] in "ABC"]
    how = next((c for c in causes if c.value[:3] not in {"Y90", "Y92", "Y93", "Y95", "Y99"}), None)
    if addressed:
        yield Oblige(addressed[0], SAYS, met_by=how, looked_for=() if how else ("V00-Y38",))
