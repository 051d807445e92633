"""Examinations and screenings that are for another day, or that others make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import told_as_reason
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled

#: Vaccinations as well.
EXAMINATIONS = ("Z01.0", "Z01.1", "Z01.2", "Z01.3", "Z01.4", "Z11", "Z12", "Z13", "Z23")
#: The sentence is of today.
_NOW = Pattern(
    r"\b(?:today|here (?:for|to)|presents? (?:for|to)|comes? (?:in )?(?:for|to)|came (?:in )?(?:for|to)|seen (?:for|in)|this (?:visit|encounter)|"
    r"(?<!be )(?:given|administered)|(?:was|were) (?:done|performed|completed|obtained|collected|sent)|encounter for|indication)\b",
    re.IGNORECASE,
)
_SEASON = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:the )?(?:spring|summer|fall|autumn|winter|new year))"
#: It is booked, due or meant for later.
_LATER = (
    rf"(?:screening|colonoscopy|colonoscopies|mammograms?|dexa|scan|scope|test|first) (?:[\w-]+ ){{0,2}}at (?:the )?age(?: of)? \d+|(?:when|once) (?:s?he|they) (?:turns?|is|reach\w*)|to be (?:done|scheduled|arranged|made|performed)|will (?:be|have|get|need|schedule|set up|do|see|go|call|receive)|"
    rf"(?:is|are|not|comes?|will be|next|falls?) due\b(?! to)|due (?:in|next|this|at|for|again|on)\b|(?:in|by|this|next|coming|for|until|since|early|late) {_SEASON}|next (?:year|month|week|visit|time)|"
    rf"(?:annual|yearly) (?:[\w-]+ )?screen(?:ing)?|screen(?:ing)? (?:[\w-]+ ){{0,2}}(?:yearly|annually|(?:every|each) year)|in (?:about )?(?:\d+|{spelled()}|a few|several) (?:days|weeks|months|years?)|schedul(?:ed|ing|e) (?:for|in|with|her|his|on|the|at)|(?:plans?|wants?|agree[ds]?|willing|intends?|hopes?) to (?:have|get|schedule|do|think)|"
    r"recommend\w*|advis(?:ed?|ing)|encourag\w*|overdue|refer(?:red|ring|s)?\b|referral|consider|would|remind\w*|discuss\w*|until|unless"
)
#: Others make it, or the patient at home; or it has been made.
_ELSEWHERE = (
    r"keeps? (?:up with )?(?:his|her|their|all)|at home|home (?:cuff|monitor|log|readings?)|(?:him|her)self|(?:with|by|at|through|from|sees) (?:his|her|their|an?|the) (?:outside |own )?"
    r"(?:eye doctors?|optometrist|ophthalmologist|gynecologist|ob-?gyn|dentist|pharmacy|primary|urologist|gastroenterologist|dermatologist)|"
    r"up[- ]to[- ]date|utd|current on|last (?:had|one|done)|had (?:his|her|their|a|an)|declin\w+|refus\w+"
)
_OF_ANOTHER_DAY = Pattern(rf"\b(?:{_LATER}|{_ELSEWHERE})\b", re.IGNORECASE)
#: "Checks his blood pressure" is what is done each day, no visit for it.
_CHECKS = Pattern(r"check(?:s|ed|ing)?\b.*\b(?:pressures?|bp)", re.IGNORECASE | re.DOTALL)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J, I.C.21.c.5, I.C.21.c.13", URL),
)
def examination_of_another_day(coding: Coding, _: Books) -> Iterator[Reject]:
    """An examination or a screening that is due, booked or referred for, or that is made elsewhere, is no reason for this encounter."""
    if coding.encounter.is_stay or coding.encounter.setting is Setting.ASC:
        return
    for examination in coding.having(*EXAMINATIONS):
        told = examination.mentions and not told_as_reason(examination)
        if told and all(_is_of_another_day(m, examination) for m in examination.mentions):
            yield Reject(examination, Why.PLANNED)


def _is_of_another_day(mention: Mention, examination: Assignment) -> bool:
    words = mention.line.words
    if _NOW.search(words):
        return False
    checks = examination.value.startswith("Z01.3") and _CHECKS.match(
        words[mention.evidence[0].start - mention.line.start :]
    )
    return bool(checks) or _OF_ANOTHER_DAY.search(words) is not None
