"""How an injury came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import BESIDE, CHAPTER, OF_DISEASES, causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Mark, Oblige
from chartproof.rules.core import rule

INJURIES = ("S", "T0", "T1", "T2", "T30", "T31", "T32", "T33", "T34")
#: Pain of a joint, the back or a limb, and how a record says that it began.
PAIN = ("M25.5", "M54.2", "M54.5", "M79.6")
BEGAN = Pattern(
    r"\b(?:pain|symptoms?|swelling)\b[^.;]{0,60}\b(?:when|after|began|started|since)\b", re.IGNORECASE
)
SAYS = "how the injury happened, and where and doing what, if documented"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.1, I.C.20.a.3, I.C.20.a.4, I.C.19.d.9", URL),
)
def external_cause_of_injury(coding: Coding, _: Books) -> Iterator[Mark | Oblige]:
    """An injury is told further by its cause; no national rule requires it."""
    hurt = [a for a in coding.having("S", "T") if a.needed is Needed.ADDRESSED]
    for told in coding.having(*CHAPTER):
        need = Needed.OBLIGED if hurt or _is_due(told, coding) else Needed.ALSO
        if told.needed is not need:
            yield Mark(told, needed=need)
    fresh = [a for a in hurt if a.value.startswith(INJURIES) and a.value[-1] in "ABC"]
    how = next(iter(causes(coding)), None)
    if fresh:
        yield Oblige(fresh[0], SAYS, met_by=how, looked_for=() if how else ("V00-Y38",))


def _is_due(told: Assignment, coding: Coding) -> bool:
    """Whether what the encounter was about came of a cause; of mere pain the place and the activity say nothing."""
    about = [a for a in coding.assignments if a.needed is Needed.ADDRESSED and a.value[0] not in CHAPTER]
    if told.value.startswith(BESIDE):
        ill = [a for a in about if not a.value.startswith(PAIN) and not is_symptom(a.value)]
        return any(in_one_line(a, c) for c in causes(coding) for a in ill)
    hurts = any(a.value.startswith(PAIN) for a in about) and says(told, BEGAN)
    return hurts or told.value.startswith(OF_DISEASES) or any(in_one_line(a, told) for a in about)
