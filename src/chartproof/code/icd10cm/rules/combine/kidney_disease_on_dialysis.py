"""Chronic kidney disease that needs dialysis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "N18.6"),
)
def kidney_disease_on_dialysis(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Chronic kidney disease that requires chronic dialysis is end stage."""
    dialysis = coding.having("Z99.2")
    kidneys = coding.having("N18.4", "N18.5", "N18.9")
    if dialysis and kidneys and not coding.having("N17"):
        yield Give("N18.6", because=(kidneys[0], dialysis[0]), instead_of=kidneys)
    elif dialysis and (failed := coding.having("T86.12")) and not coding.having("N17", "N18.6"):
        yield Give("N18.6", because=(failed[0], dialysis[0]))
    elif ended := coding.having("N18.6"):
        for stage in coding.having("N18.1", "N18.2", "N18.3", "N18.4", "N18.5", "N18.9"):
            yield Reject(stage, Why.LESS_SPECIFIC, because=(ended[0],))
