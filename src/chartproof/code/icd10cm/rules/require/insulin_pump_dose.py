"""An insulin pump that failed, and nothing said of the dose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pump import pump_failures
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.insulin_pump_dose"
ASKS = "Please document what the failure of the insulin pump led to."
CHOICES = ("too little insulin", "too much insulin", "no change of the dose", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.4.a.5", URL),
)
def insulin_pump_dose(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether a failed insulin pump gave too little or too much insulin."""
    for failure in pump_failures(coding):
        if failure.dose is None and coding.having("T85.6"):
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, (failure.line,)))
