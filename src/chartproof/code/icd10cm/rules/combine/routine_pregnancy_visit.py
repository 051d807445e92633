"""A visit of a pregnancy in which nothing is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.measured import ground_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import PREGNANCY, SECOND, THIRD, complicating, stage_of, weeks_of
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What says that the visit is one of routine.
_ROUTINE = Pattern(
    r"\broutine (?:care|visit|pnc|pnv|ob|rob|prenatal|antenatal|labs|f/?u|follow-?up)\b|(?<!\w)(?:no|w/o|without) (?:complaints?|concerns?|issues|problems)\b|"
    r"\b(?:doing|feeling|feels) well\b|\bROB\b|\b(?:prenatal|ob) (?:visit|check|appt|appointment)\b|\blow[- ]risk\b|\buncomplicated\b|"
    r"\bkick counts?\b|\b(?:preterm labor|PTL|preeclampsia) precautions\b|\b(?:anatomy|dating|growth) (?:scan|us|ultrasound)\b|\bglucola\b|\bgbs (?:swab|culture|screen)\b",
    re.IGNORECASE,
)
_FIRST = Pattern(r"\bG ?1(?=[\sP,;.]|$)|\bprimi(?:gravida|p)?\b|\bfirst pregnancy\b", re.IGNORECASE)
_LATER = Pattern(r"\bG ?(?:[2-9]|1\d)(?=[\sP,;.]|$)|\bmulti(?:gravida|parous|p)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.1", URL),
)
def routine_pregnancy_visit(coding: Coding, _: Books) -> Iterator[Give]:
    """A routine visit with the weeks of a pregnancy, and no condition of it, is supervision of a normal pregnancy."""
    weeks, routine = weeks_of(coding), said(coding, _ROUTINE)
    if weeks is None or routine is None or not _is_visit(coding):
        return
    stage = stage_of(coding)
    if (
        stage is None
        or stage.phase != PREGNANCY
        or coding.having("O", "Z34", "P", "Z38", "Z39", "Z03", "Z32", "Z33.2", "Z64.0")
    ):
        return
    if any(condition.needed is Needed.ADDRESSED for condition, _ in complicating(coding)):
        return
    count = "0" if said(coding, _FIRST) else "8" if said(coding, _LATER) else "9"
    trimester = 1 if weeks.value < SECOND else 2 if weeks.value < THIRD else 3
    yield Give(f"Z34.{count}{trimester}", because=(ground_of(weeks), routine), needed=Needed.ADDRESSED)


def _is_visit(coding: Coding) -> bool:
    return coding.encounter.setting in {Setting.OFFICE, Setting.OUTPATIENT, Setting.TELEHEALTH}
