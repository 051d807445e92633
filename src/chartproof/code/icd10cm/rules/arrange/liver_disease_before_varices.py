"""Secondary varices and what they come from: which first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

CAUSES = ("K70", "K71.7", "K74", "B65")
PRESSURE = "K76.6"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13", URL),
)
def liver_disease_before_varices(coding: Coding, _: Books) -> Iterator[Order]:
    """Secondary esophageal varices stand behind their cause, as the note at the code asks, even where they bled."""
    for varices in coding.having("I85.1"):
        for cause in coding.having(*CAUSES) or coding.having(PRESSURE):
            yield Order(cause, varices)
