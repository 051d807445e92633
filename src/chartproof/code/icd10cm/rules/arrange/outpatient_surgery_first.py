"""What an operation on the day was for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.complications import is_complication
from chartproof.code.icd10cm.concluded import last_word
from chartproof.code.icd10cm.leading import Rank
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.surgery import OUTPATIENT_SURGERY, reason_for_surgery
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule

#: Where operations are done on the day, and where what follows them is watched.
ON_THE_DAY = frozenset({Setting.ASC, Setting.OUTPATIENT, Setting.OBSERVATION})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.A.1, IV.A.2", URL),
)
def outpatient_surgery_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """In outpatient surgery, and in observation after it, the reason for the surgery stands first and complications behind it."""
    if coding.encounter.setting not in ON_THE_DAY or coding.having("Z12", "Z51"):
        return
    operated = any(m.section in {"preop_dx", "postop_dx"} for m in coding.reading.mentions)
    if not operated and not any(said(coding, OUTPATIENT_SURGERY)):
        return
    first = None if last_word(coding.reading) else reason_for_surgery(coding)
    if first is None:
        return
    yield Lead(first, rank=Rank.REASON)
    for complication in coding.assignments:
        if is_complication(complication) and complication is not first:
            yield Order(first, complication)
