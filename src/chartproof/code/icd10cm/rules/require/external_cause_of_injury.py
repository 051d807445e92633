"""How an injury came about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import BESIDE, CHAPTER, OF_DISEASES, causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_disease
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Mark, Oblige
from chartproof.rules.core import rule

INJURIES = ("S", "T0", "T1", "T2", "T30", "T31", "T32", "T33", "T34")
#: Pain of a joint, the back or a limb.
PAIN = ("M25.5", "M54.2", "M54.5", "M79.6")
#: Injuries whose title tells how they came about, and the cause that only says it again.
BITTEN, BY_INSECT = "insect bite", "W57"
SAYS = "how the injury happened, and where and doing what, if documented"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.1, I.C.20.a.3, I.C.20.a.4, I.C.20.a.8, I.C.19.d.9", URL),
)
def external_cause_of_injury(coding: Coding, _: Books) -> Iterator[Mark | Oblige]:
    """An injury is told further by its cause, where its own code does not tell it; no national rule requires it."""
    hurt = [a for a in coding.having("S", "T") if a.needed is Needed.ADDRESSED]
    bitten = bool(hurt) and all(BITTEN in (a.title or "").lower() for a in hurt)
    for told in coding.having(*CHAPTER):
        again = bitten and told.value.startswith(BY_INSECT)
        need = Needed.OBLIGED if not again and (hurt or _is_due(told, coding)) else Needed.ALSO
        if told.needed is not need:
            yield Mark(told, needed=need)
    fresh = [a for a in hurt if a.value.startswith(INJURIES) and a.value[-1] in "ABC"]
    how = next(iter(causes(coding)), None)
    if fresh:
        yield Oblige(fresh[0], SAYS, met_by=how, looked_for=() if how else ("V00-Y38",))


def _is_due(told: Assignment, coding: Coding) -> bool:
    """Whether a disease that the encounter was about came of a cause; of a mere complaint nothing requires how it began."""
    if told.value.startswith(OF_DISEASES):
        return True
    about = [a for a in coding.assignments if a.needed is Needed.ADDRESSED and _is_disease(a)]
    ours = causes(coding) if told.value.startswith(BESIDE) else (told,)
    return any(in_one_line(a, c) for c in ours for a in about)


def _is_disease(other: Assignment) -> bool:
    return is_disease(other.value) and not other.value.startswith(PAIN)
