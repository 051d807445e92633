"""A follow-up, a preoperative evaluation, a chemotherapy or a pregnancy that a narrative tells of, and that the encounter is not for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import opens_the_note, told_as_reason
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What an encounter may be for, and the words by which a line says that it is for that now.
_NOW = Pattern(
    r"\b(?:today|(?:admitted (?:electively )?|admit |admission )for|electively admitted|here (?:for|to)|this (?:visit|encounter|admission|cycle)|presents? (?:for|to)|comes? (?:in )?for|returns? (?:for|to)|"
    r"seen (?:for|in)|is being|will receive)\b",
    re.IGNORECASE,
)
_PREGNANT = Pattern(
    r"\b(?:is|currently|now|was found to be|remains|known to be) (?:[\w-]+ ){0,3}pregnant\b|\bpregnant (?:patient|woman|female|lady)\b|"
    r"\b\d+ ?(?:weeks?|wks?|wk|w)\b[^.;\n]{0,25}(?:pregnan|gestation|IUP)|\b(?:gestation|IUP|pregnan\w*)\b[^.;\n]{0,25}\b\d+ ?(?:weeks?|wks?|wk|w)\b|"
    r"\bG\d ?P\d|\bincidental\w*\b|\bviable\b|\bpositive (?:pregnancy|hcg)\b",
    re.IGNORECASE,
)
PURPOSES = {"Z09": _NOW, "Z51.11": _NOW, "Z51.12": _NOW, "Z51.0": _NOW, "Z33.1": _PREGNANT}
PURPOSES |= {"Z01.818": _NOW, "Z34.90": _PREGNANT, "Z34.80": _PREGNANT}

#: Screenings, and the lists of what was, in which none is of this encounter.
SCREENINGS = ("Z11", "Z12", "Z13")
_OF_BEFORE = frozenset({"pmh", "psh", "past_surgical_history"})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.8, I.C.21.c.13, I.C.2.e.2, I.C.15.a.1", URL),
)
def purpose_told_in_passing(coding: Coding, _: Books) -> Iterator[Reject]:
    """A follow-up, clearance, screening, treatment or pregnancy is coded where it is of this encounter, not where a narrative tells that there was one."""
    for purpose in coding.having(*PURPOSES):
        if purpose.mentions and _is_passing(purpose, coding):
            yield Reject(purpose, Why.UNSUPPORTED)
    for screening in coding.having(*SCREENINGS):
        if screening.mentions and all(m.section in _OF_BEFORE for m in screening.mentions):
            yield Reject(screening, Why.HISTORY)


def _is_passing(purpose: Assignment, coding: Coding) -> bool:
    if told_as_reason(purpose) or any(m.standing is not Standing.TOLD for m in purpose.mentions):
        return False
    words = PURPOSES[purpose.value]
    return not any(words.search(m.line.words) or opens_the_note(m, coding) for m in purpose.mentions)
