"""A routine examination that finds something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Examinations without abnormal findings, and with.
WITH = {
    "Z00.00": "Z00.01",
    "Z00.129": "Z00.121",
    "Z01.00": "Z01.01",
    "Z01.10": "Z01.118",
    "Z01.419": "Z01.411",
}
_SO_CALLED = Pattern(r"\bwith (?:new |abnormal |the following )?findings?\b", re.IGNORECASE)
_KNOWN = Pattern(r"\b(?:stable|unchanged|known|longstanding|long-standing|followed by)\b", re.IGNORECASE)
NORMAL = Pattern(r"\b(?:without|no) abnormal\b|\bnormal\b", re.IGNORECASE)
#: Words that make a condition one that this examination found, and findings that are abnormal by their codes.
FOUND = Pattern(
    r"(?<!\bno )\bnew(?:ly)?\b|\b(?:felt|palpated|palpable|heard|noted) (?:on|at|during) (?:today'?s? )?exam|\babnormal\b|\bdiscovered\b|\bfound (?:on|at|during)\b|\buncontrolled\b|\bworsen\w+|\bexacerbat\w+|\bflar\w+|\bworse\b|"
    r"\b(?:not|never) (?:been )?(?:noted|seen|heard|felt|present|there|known|documented|palpable) (?:before|previously)\b",
    re.IGNORECASE,
)
FINDINGS = (
    "H61.2",
    "L22",
    "N63",
    "R01",
    "R03.0",
    "R7",
    "R80",
    "R81",
    "R82",
    "R87",
    "R90",
    "R91",
    "R92",
    "R93",
    "R94",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.12", URL),
)
def routine_exam_with_abnormal_finding(coding: Coding, _: Books) -> Iterator[Give]:
    """A routine examination that finds something new or worse is one with abnormal findings; what is stable does not make it so."""
    for exam in coding.assignments:
        value = WITH.get(exam.value)
        normal = said(coding, exam, NORMAL) and not said(coding, exam, _SO_CALLED)
        if value is None or normal:
            continue
        found = next((a for a in coding.assignments if _is_finding(a, coding)), None)
        if found is not None:
            yield Give(value, (exam, found), (exam,), exam.needed)
            if found.needed is Needed.ALSO:  # the note of the code asks for the finding
                yield Give(found.value, (found, exam), (found,), exam.needed)


def _is_finding(other: Assignment, coding: Coding) -> bool:
    if other.value[0] in "VWXYZ":
        return False
    here = other.needed is Needed.ADDRESSED
    if said(coding, other, _KNOWN):
        return False
    sure = any(is_certain(m) and (here or is_taken_up(m)) for m in other.mentions)
    acute = here and row_for("acute_conditions", other.value) is not None
    return sure and (acute or other.value.startswith(FINDINGS) or said(coding, other, FOUND) is not None)
