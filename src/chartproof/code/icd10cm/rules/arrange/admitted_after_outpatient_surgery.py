"""A stay that follows an operation on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.complications import is_complication
from chartproof.code.icd10cm.leading import Rank, first_of, may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import behind, said
from chartproof.code.icd10cm.surgery import OUTPATIENT_SURGERY, reason_for_surgery
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule
from chartproof.terms.cause import WHY

#: Why a patient who had been operated on was then kept: what stands behind these words.
_ADMITTED = Pattern(
    rf"\badmi(?:t|ts|tted|ssion)\b[^.;\n]{{0,60}}?\b(?:for|with|{WHY}|after)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.J, II.I.2", URL),
)
def admitted_after_outpatient_surgery(coding: Coding, _: Books) -> Iterator[Lead]:
    """After outpatient surgery, a stay's principal diagnosis is the complication or other condition it is for, else the reason for the surgery."""
    if not coding.encounter.is_stay or not any(said(coding, OUTPATIENT_SURGERY)):
        return
    able = [a for a in coding.assignments if may_lead(a) and a.needed is Needed.ADDRESSED]
    named = [a for a in able if not is_symptom(a.value) and any(behind(m, _ADMITTED) for m in a.mentions)]
    wrong = [a for a in named if is_complication(a)]
    first = first_of(wrong or named, coding) or _only(able) or reason_for_surgery(coding)
    if first is not None:
        yield Lead(first, rank=Rank.REASON)


def _only(able: list[Assignment]) -> Assignment | None:
    """The one complication of the record, if there is one."""
    wrong = [a for a in able if is_complication(a)]
    return wrong[0] if len(wrong) == 1 else None
