"""A general examination that found something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.readings import elevated_reading
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: An examination without abnormal findings, and the same one with them.
WITH = {
    "Z00.00": "Z00.01",
    "Z00.129": "Z00.121",
    "Z01.00": "Z01.01",
    "Z01.10": "Z01.118",
    "Z01.419": "Z01.411",
}
#: Newly found, or a known condition that became worse.
_NEW = Pattern(
    r"(?<!\bno )\bnew(?:ly)?\b(?!\s+(?:patient|to\b|medication|job|meds))|\bincidental(?:ly)?\b|\b(?:found|felt|heard|seen|noted|palpated|detected) (?:today\b|(?:on|during) (?:today'?s )?(?:the )?(?:exam|palpation|auscultation)\w*)|\bdiscovered\b|"
    r"\b(?:not|never) (?:been )?(?:previously|there|(?:noted|seen|heard|felt|known|documented|palpable) (?:before|previously)|present (?:last|before|previously))|\bfirst (?:noted|time)\b|\buncontrolled\b|\bpoorly controlled\b|"
    r"\bnot (?:at goal|controlled)\b|\bworse(?:n\w+)?\b|\bexacerbat\w+|\babove goal\b|\belevated today\b",
    re.IGNORECASE,
)
#: Delays of development and growth, and what is done for one that is newly found.
_OF_GROWTH = ("F80", "F82", "F84", "F88", "R62")
_REFERRED = Pattern(r"\b(?<!already )(?:refer(?:ral|red|ring|s)?|ref|EI ref)\b", re.IGNORECASE)
_TAKEN_UP = frozenset({Standing.PROBLEM, Standing.ASSESSED})
#: What a condition may be besides what encounters and circumstances are.
_NO_FINDINGS = ("Z", "V", "W", "X", "Y")
#: Titles that say by themselves that a condition is out of hand.
_WORSE = Pattern(
    r"exacerbation|with hyperglycemia|hypertensive (?:urgency|emergency|crisis)|^Abnormal|^Elevated|^Acute\\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.P", URL),
)
def examination_with_abnormal_findings(coding: Coding, books: Books) -> Iterator[Give]:
    """A routine examination that newly finds a condition, or finds a known one worse, is one with abnormal findings."""
    for exam in coding.assignments:
        value = WITH.get(exam.value)
        if value is None or books.tabular.billable(value) is None:
            continue
        found = next((a for a in coding.assignments if _is_finding(a)), None)
        told = (found,) if found is not None else elevated_reading(coding)
        if told:
            yield Give(value, because=(exam, *told), instead_of=(exam,), needed=exam.needed)


def _is_finding(assignment: Assignment) -> bool:
    if assignment.value.startswith(_NO_FINDINGS) or assignment.needed is not Needed.ADDRESSED:
        return False
    taken = [m for m in assignment.mentions if m.standing in _TAKEN_UP and is_certain(m)]
    if assignment.value.startswith(_OF_GROWTH) and any(_REFERRED.search(m.line.words) for m in taken):
        return True
    return any(_is_new(m) for m in taken) or bool(taken and _WORSE.search(assignment.title or ""))


def _is_new(mention: Mention) -> bool:
    return bool(_NEW.search(mention.line.words))
