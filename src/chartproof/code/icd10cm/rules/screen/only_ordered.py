"""What only an order names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.document_kind import DocumentKind
from chartproof.model.period import Period
from chartproof.model.record import FACILITY_SETTINGS, Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Settings that section III speaks of.
STAYS = FACILITY_SETTINGS - {Setting.ASC}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("chartproof", "An order says why a test is done, not what the patient has"),
)
def only_ordered(coding: Coding, _: Books) -> Iterator[Reject]:
    """In a stay, a condition that stands only in orders as the reason of a test or a drug is not established."""
    chart = chart_of(coding.encounter)
    orders = {ident for ident, kind in chart.kinds.items() if kind is DocumentKind.ORDER}
    if coding.encounter.setting not in STAYS or len(orders) == len(chart.documents):
        return
    for assignment in coding.assignments if orders else ():
        if assignment.mentions and all(m.document in orders for m in assignment.mentions):
            yield Reject(assignment, Why.UNSUPPORTED)
