"""Drugs against HIV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.a.2.j", URL),
)
def antiretroviral_drugs(coding: Coding, _: Books) -> Iterator[Give]:
    """Antiretroviral drugs that a patient with HIV takes may be coded as long-term drug therapy."""
    hiv = coding.having("B20", "Z21")
    drugs = [
        d.evidence for d in coding.reading.drugs if d.kind == "antiretroviral" and d.evidence is not None
    ]
    if hiv and drugs and not coding.having("Z79.899"):
        yield Give("Z79.899", because=(hiv[0], drugs[0]), needed=Needed.ALSO)
